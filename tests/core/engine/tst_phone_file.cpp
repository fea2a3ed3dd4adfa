// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phone_file.h"

#include "capture/unique_descriptor.h"
#include "local_adb_server.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>

using namespace telltale;
using engine::PhoneFile;

namespace {

constexpr std::uint64_t size = 3 * PhoneFile::pieceBytes + 1000;

std::string octets()
{
    std::string text;
    for (std::uint64_t i = 0; text.size() < size; ++i)
        text += std::to_string(i * 2654435761U % 4294967291U) + '\0';
    text.resize(size);
    return text;
}

struct Phone {
    std::string content = octets();
    LocalAdbServer server{
        LocalAdbServer::Answers{{"host:transport:b5a7", "OKAY"}}, LocalAdbServer::Files{{{"/data/base.apk", content}}}};
    capture::UniqueDescriptor stop{::eventfd(0, EFD_CLOEXEC)};
    engine::PhoneShell shell{server.address(), {{"b5a7", "device", {}}, false}, stop.get()};

    std::string read(PhoneFile &file, std::uint64_t offset, std::size_t count)
    {
        std::string text(count, '?');
        return file.read(offset, {reinterpret_cast<std::uint8_t *>(text.data()), count}) ? text : "failed";
    }
};

} // namespace

TEST(PhoneFile, anyRangeOfIt)
{
    Phone phone;
    PhoneFile file(phone.shell, {"/data/base.apk", size});
    EXPECT_EQ(file.size(), size);
    for (const auto &[offset, count] : std::vector<std::pair<std::uint64_t, std::size_t>>{
             {size - 22, 22}, {0, 1}, {PhoneFile::pieceBytes - 3, 7}, {1, size - 1}, {size, 0}})
        EXPECT_EQ(phone.read(file, offset, count), phone.content.substr(offset, count)) << offset;
    EXPECT_EQ(file.fetched(), size) << "each piece once";
    EXPECT_EQ(file.problem(), "");
}

TEST(PhoneFile, onlyThePiecesThatAreNeededAreFetched)
{
    Phone phone;
    PhoneFile file(phone.shell, {"/data/base.apk", size});
    (void)phone.read(file, size - 22, 22);
    EXPECT_EQ(phone.server.asked("exec:dd"), 1U);
    EXPECT_EQ(file.fetched(), 1000U);
}

TEST(PhoneFile, whatCannotBeReadIsSaid)
{
    Phone phone;
    PhoneFile shorter(phone.shell, {"/data/base.apk", size + 5});
    EXPECT_EQ(phone.read(shorter, size - 10, 12), "failed");
    EXPECT_NE(shorter.problem().find("did not give the range"), std::string::npos);
    PhoneFile none(phone.shell, {"/data/other.apk", size});
    EXPECT_EQ(phone.read(none, 0, 1), "failed");
    EXPECT_NE(none.problem(), "");
    PhoneFile file(phone.shell, {"/data/base.apk", size});
    EXPECT_EQ(phone.read(file, size - 1, 2), "failed") << "beyond its end";
    ::eventfd_write(phone.stop.get(), 1);
    EXPECT_EQ(phone.read(file, 0, 1), "failed") << "it is to stop";
}
