// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_file.h"

#include "core/capture/scratch_file.h"
#include "core/capture/sources.h"
#include "core/net/packet_builder.h"

#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::capture {
namespace {

using namespace test;

const ByteBuffer header = hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001");
const ByteBuffer record = hex("00000001 00000000 00000001 00000001 78");

std::string refusal(const std::string &path)
{
    const auto opened = openCapture(path);
    return opened.ok() ? "(opened)" : opened.error().text();
}

TEST(CaptureFile, OpensACapture)
{
    const ScratchFile file(joined(header, record));
    auto opened = openCapture(file.path());
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened.value()->size(), header.size() + record.size());
    EXPECT_EQ(lines(*opened.value()), (std::vector<std::string>{"packet 1 at 1000000000 if 0 link 1 x/1", "end"}));
    EXPECT_EQ(opened.value()->position(), opened.value()->size());
}

TEST(CaptureFile, SaysInOneSentenceWhatIsWrong)
{
    const ScratchFile empty(""), words("Dear reader,\nthis is no capture.\n"), har("{\"log\": {}}"),
        noise("\1\2\3\4\5\6"), shortOne("\xd4\xc3");
    EXPECT_EQ(refusal("/nonexistent/x.pcap"), "There is no file /nonexistent/x.pcap. Check the name and the folder.");
    EXPECT_NE(refusal("/tmp").find("is a folder"), std::string::npos);
    EXPECT_NE(refusal(empty.path()).find("is empty"), std::string::npos);
    EXPECT_NE(refusal(words.path()).find("is a text"), std::string::npos);
    EXPECT_NE(refusal(har.path()).find("JSON"), std::string::npos);
    EXPECT_NE(refusal(noise.path()).find("not a packet capture"), std::string::npos);
    EXPECT_NE(refusal(shortOne.path()).find("not a packet capture"), std::string::npos);
    if (::geteuid() != 0) {
        ::chmod(noise.path().c_str(), 0);
        EXPECT_NE(refusal(noise.path()).find("may not read"), std::string::npos);
    }
}

TEST(CaptureFile, AFileCutInItsHeaderIsIncomplete)
{
    const ScratchFile file(base::ByteView(header).first(10));
    auto opened = openCapture(file.path());
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(lines(*opened.value()), std::vector<std::string>{"cut"});
}

TEST(CaptureFile, FollowsAGrowingFile)
{
    const ScratchFile file(base::ByteView(header).first(3));
    auto opened = openCapture(file.path(), {}, true);
    ASSERT_TRUE(opened.ok());
    PacketSource &source = *opened.value();
    EXPECT_EQ(line(source.next()), "nothing yet");
    file.append(base::ByteView(header).subspan(3));
    file.append(base::ByteView(record).first(5));
    EXPECT_EQ(line(source.next()), "nothing yet");
    file.append(base::ByteView(record).subspan(5));
    EXPECT_EQ(line(source.next()), "packet 1 at 1000000000 if 0 link 1 x/1");
    EXPECT_EQ(line(source.next()), "nothing yet");
    EXPECT_EQ(source.size(), 0U);
}

TEST(CaptureFile, ReadsAFifo)
{
    const ScratchFile place("");
    const std::string path = place.path() + ".fifo";
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    auto opened = openCapture(path); // does not wait for a writer
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(line(opened.value()->next()), "nothing yet");
    const int writer = ::open(path.c_str(), O_WRONLY);
    ASSERT_EQ(::write(writer, header.data(), header.size()), static_cast<ssize_t>(header.size()));
    EXPECT_EQ(line(opened.value()->next()), "nothing yet");
    ASSERT_EQ(::write(writer, record.data(), record.size()), static_cast<ssize_t>(record.size()));
    EXPECT_EQ(line(opened.value()->next()), "packet 1 at 1000000000 if 0 link 1 x/1");
    ::close(writer);
    EXPECT_EQ(line(opened.value()->next()), "end");
    ::unlink(path.c_str());
}

TEST(CaptureFile, PacketsAgreeWithTheIndexOfRealCaptures)
{
    std::ifstream index(TELLTALE_SHARED_DIR "/captures/INDEX.tsv");
    if (!index)
        GTEST_SKIP() << "The real captures are not here.";
    std::string row;
    std::getline(index, row);
    int captures = 0;
    while (std::getline(index, row)) {
        std::istringstream cells(row);
        std::vector<std::string> cell;
        for (std::string one; std::getline(cells, one, '\t');)
            cell.push_back(one);
        if (cell.size() < 6 || cell[5] == "-")
            continue;
        auto opened = openCapture(TELLTALE_SHARED_DIR "/captures/" + cell[0]);
        ASSERT_TRUE(opened.ok()) << opened.error().text();
        std::uint64_t packets = 0;
        for (bool ended = false; !ended;) {
            const SourceEvent event = opened.value()->next();
            packets += std::holds_alternative<Packet>(event);
            ended = std::holds_alternative<EndOfInput>(event);
        }
        EXPECT_EQ(std::to_string(packets), cell[5]) << cell[0];
        ++captures;
    }
    EXPECT_GT(captures, 100);
}

} // namespace
} // namespace telltale::capture
