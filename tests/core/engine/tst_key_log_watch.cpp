// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/key_log_watch.h"

#include "support/capture_text.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace telltale;

namespace {

std::string line(char digit)
{
    return "CLIENT_RANDOM " + std::string(64, digit) + " " + std::string(96, 'b') + "\n";
}

} // namespace

TEST(KeyLogWatch, readsWhatIsThereAndWhatIsAppended)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.file("keys", line('1') + line('2').substr(0, 20));
    tls::KeyStore keys;
    engine::KeyLogWatch watch(keys);
    ASSERT_TRUE(watch.add(path).ok());
    EXPECT_EQ(keys.size(), 1U);
    EXPECT_FALSE(watch.poll());
    std::ofstream(path, std::ios::app) << line('2').substr(20) << line('3').substr(0, 170);
    EXPECT_TRUE(watch.poll());
    EXPECT_EQ(keys.size(), 2U);
}

TEST(KeyLogWatch, readsAFifoToItsEnd)
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() + "/fifo";
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    tls::KeyStore keys;
    engine::KeyLogWatch watch(keys);
    ASSERT_TRUE(watch.add(path).ok());
    std::thread writer([&] {
        const int descriptor = ::open(path.c_str(), O_WRONLY);
        const std::string text = line('4') + line('5').substr(0, line('5').size() - 1);
        EXPECT_EQ(::write(descriptor, text.data(), text.size()), static_cast<ssize_t>(text.size()));
        ::close(descriptor);
    });
    writer.join();
    watch.finish(std::chrono::milliseconds(1000));
    EXPECT_EQ(keys.size(), 2U);
}

TEST(KeyLogWatch, saysWhatIsWrongWithAPath)
{
    tls::KeyStore keys;
    engine::KeyLogWatch watch(keys);
    const auto missing = watch.add("/no/such/keys");
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().message.find("/no/such/keys"), std::string::npos);
    EXPECT_FALSE(watch.add("/tmp").ok());
}
