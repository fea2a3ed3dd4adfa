// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/record_reader.h"

#include "octets.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::tls::test {

namespace {

std::vector<std::string> readAll(RecordReader &reader, const base::ByteBuffer &bytes, std::size_t step = 1000)
{
    std::vector<std::string> out;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        reader.feed(base::ByteView(bytes).subspan(at, std::min(step, bytes.size() - at)));
        while (const auto record = reader.next())
            out.push_back(std::to_string(static_cast<int>(record->type)) + ":" + hex(record->fragment));
    }
    return out;
}

const std::vector<std::string> threeRecords{"22:010203", "20:01", "23:"};

} // namespace

TEST(RecordReader, howeverCut)
{
    const auto bytes = octets("1603010003010203 140303000101 1703030000");
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        RecordReader reader;
        EXPECT_EQ(readAll(reader, bytes, step), threeRecords) << step;
        EXPECT_EQ(reader.state(), RecordReader::State::inStep);
        EXPECT_FALSE(reader.inRecord());
        EXPECT_TRUE(reader.sawRecord());
    }
}

TEST(RecordReader, stopsAtWhatIsNoHeader)
{
    for (const char *bad : {"474554202f20485454", "1602010001aa", "1903010001aa", "16030148010000"}) {
        for (const std::size_t step : {std::size_t{1}, std::size_t{100}}) {
            RecordReader reader;
            EXPECT_TRUE(readAll(reader, octets(bad), step).empty());
            EXPECT_EQ(reader.state(), RecordReader::State::broken);
            EXPECT_FALSE(reader.sawRecord());
        }
    }
}

TEST(RecordReader, findsTheNextHeaderBehindAHole)
{
    const auto tail = octets("ffeedd1703 0017030399991703 030002aabb 1703030001cc");
    for (std::size_t step = 1; step <= tail.size(); ++step) {
        RecordReader reader;
        (void)readAll(reader, octets("1603030001aa 17030300"));
        EXPECT_TRUE(reader.inRecord());
        reader.gap();
        EXPECT_FALSE(reader.inRecord());
        EXPECT_EQ(readAll(reader, tail, step), (std::vector<std::string>{"23:aabb", "23:cc"})) << step;
    }
}

TEST(RecordReader, goesOnBehindABrokenHeader)
{
    RecordReader reader;
    EXPECT_EQ(readAll(reader, octets("1603030001aa ffff")).size(), 1U);
    EXPECT_TRUE(readAll(reader, octets("ffffff")).empty());
    ASSERT_EQ(reader.state(), RecordReader::State::broken);
    reader.restart();
    EXPECT_EQ(readAll(reader, octets("1703030001bb")), (std::vector<std::string>{"23:bb"}));
}

TEST(RecordReader, takesAnOldClientHello)
{
    const auto bytes = octets("800c 010301000000000003aabbcc 1603010001ff");
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        RecordReader reader;
        EXPECT_EQ(readAll(reader, bytes, step), (std::vector<std::string>{"128:010301000000000003aabbcc", "22:ff"}))
            << step;
    }
}

} // namespace telltale::tls::test
