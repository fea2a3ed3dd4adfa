// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/tcp_stream.h"

#include "core/reassembly/playbook.h"

#include <gtest/gtest.h>

namespace telltale::reassembly::test {

namespace {

const std::vector<Variation> everyWay{Variation::twice, Variation::singleBytes, Variation::backwards};

TEST(TcpStream, inOrder)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 "GET"
        >> orig seq=103 ack=500 " /"
        >> resp seq=500 ack=105 "200 OK"
        >> orig seq=105 ack=506 fin
        >> resp seq=506 ack=106 fin
        >> orig seq=106 ack=507
        << open orig
        << data orig "GET /"
        << data resp "200 OK"
        << end orig finished
        << end resp finished
        << close)",
        everyWay);
}

TEST(TcpStream, outOfOrderAndRetransmitted)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=106 ack=500 "ghi"
        >> orig seq=103 ack=500 "def"
        >> orig seq=106 ack=500 "ghi"
        >> orig seq=100 ack=500 "abc"
        >> orig seq=103 ack=500 "def"
        >> orig seq=109 ack=500 "j"
        << open orig
        << data orig "abcdefghij"
        << end orig cut
        << end resp cut
        << close)",
        everyWay);
}

TEST(TcpStream, sequenceNumbersWrapAnywhere)
{
    for (std::uint32_t before = 0; before <= 8; ++before) {
        const std::uint32_t isn = 0U - before - 1;
        const auto at = [&](std::uint32_t offset) { return std::to_string(isn + 1 + offset); };
        expectPlay("  >> orig syn seq=" + std::to_string(isn) + "\n >> orig seq=" + at(4)
                + " \"efgh\"\n >> orig seq=" + at(0) + " \"abcd\"\n >> orig seq=" + at(8)
                + " fin \"ij\"\n << open orig\n << data orig \"abcdefghij\"\n"
                + " << end orig finished\n << end resp cut\n << close",
            everyWay);
    }
}

TEST(TcpStream, firstCopyWinsAndDifferencesAreTold)
{
    const char *const waiting = R"(
        >> orig syn seq=99
        >> orig seq=103 "DEF"
        >> orig seq=101 "bcxxx"
        >> orig seq=100 "aBCDEFG"
        << open orig
        << anomaly tcp.overlap_differs
        << anomaly tcp.overlap_differs
        << data orig "abcDEFG"
        << end orig cut
        << end resp cut
        << close)";
    expectPlay(waiting);
    const char *const deliveredAlready = R"(
        >> orig syn seq=99
        >> orig seq=100 "user=bob"
        >> orig seq=100 "user=eve"
        >> orig seq=100 "user=bob"
        << open orig
        << data orig "user=bob"
        << anomaly tcp.overlap_differs
        << end orig cut
        << end resp cut
        << close)";
    expectPlay(deliveredAlready);
}

TEST(TcpStream, aSegmentMayCoverOldAndNewBytes)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig seq=100 "abc"
        >> orig seq=101 "bcdef"
        << open orig
        << data orig "abcdef"
        << end orig cut
        << end resp cut
        << close)",
        everyWay);
}

TEST(TcpStream, keepAlivesAndWindowProbesAreHarmless)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 "abc"
        >> resp seq=500 ack=103
        >> orig seq=102 ack=500 "?"
        >> orig seq=102 ack=500
        >> orig seq=103 ack=500 "d"
        >> orig seq=103 ack=500 "def"
        >> orig seq=106 ack=500 fin
        >> orig seq=106 ack=500 "?"
        << open orig
        << data orig "abcdef"
        << end orig finished
        << end resp cut
        << close)");
}

TEST(TcpStream, dataOnSynAndOnFin)
{
    expectPlay(R"(
        >> orig syn seq=99 "GET"
        >> resp syn seq=499 ack=103
        >> orig seq=103 ack=500 fin " /"
        >> resp seq=500 ack=106 "200"
        >> resp seq=503 ack=106 fin
        << open orig
        << data orig "GET /"
        << end orig finished
        << data resp "200"
        << end resp finished
        << close)");
}

TEST(TcpStream, nothingFollowsTheFin)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig seq=100 fin "abc"
        >> orig seq=101 "bcde"
        >> orig seq=105 "xyz"
        << open orig
        << data orig "abc"
        << end orig finished
        << anomaly tcp.data_after_fin
        << anomaly tcp.data_after_fin
        << end resp cut
        << close)");
}

TEST(TcpStream, aFinBeforeDataAlreadySeenIsNotBelieved)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig seq=103 "def"
        >> orig seq=102 fin
        >> orig seq=100 "abc"
        << open orig
        << anomaly tcp.data_after_fin
        << data orig "abcdef"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpStream, aFinMayComeBeforeTheLastData)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig seq=106 fin
        >> orig seq=100 "abc"
        >> orig seq=103 "def"
        << open orig
        << data orig "abcdef"
        << end orig finished
        << end resp cut
        << close)",
        everyWay);
}

TEST(TcpStream, aHoleIsGivenUpWhenItWasAcknowledgedAndPacketsPassed)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 "abc"
        >> orig seq=106 ack=500 "ghi"
        >> resp seq=500 ack=109
        >> orig seq=109 ack=500 x=32 "j"
        >> orig seq=110 ack=500 "k"
        << open orig
        << data orig "abc"
        << anomaly tcp.gap
        << gap orig 3
        << data orig "ghijk"
        << end orig cut
        << end resp cut
        << close)",
        {Variation::twice});
}

TEST(TcpStream, aHoleIsGivenUpWhenItWasAcknowledgedAndTimePassed)
{
    expectPlay(R"(
        >> orig syn seq=99 at=0
        >> orig seq=103 "def" at=0.1
        >> resp seq=500 ack=106 at=0.2
        >> orig seq=100 "abc" at=2.0
        >> orig seq=109 "jkl" at=3.0
        >> resp seq=500 ack=112 at=3.1
        >> resp seq=500 ack=112 at=5.0
        >> orig seq=106 "ghi" at=5.1
        << open orig
        << data orig "abcdef"
        << anomaly tcp.gap
        << gap orig 3
        << data orig "jkl"
        << end orig cut
        << end resp cut
        << close)",
        {Variation::singleBytes});
}

TEST(TcpStream, aHoleThatNobodyAcknowledgedWaitsForTheRetransmission)
{
    expectPlay(R"(
        >> orig syn seq=99 at=0
        >> orig seq=103 "def" at=0.1
        >> resp seq=500 ack=100 x=40 at=1
        >> orig seq=100 "abc" at=60
        << open orig
        << data orig "abcdef"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpStream, theEndTurnsHolesIntoGaps)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=103 ack=500 "def"
        >> orig seq=112 ack=500 fin "mno"
        >> resp seq=500 ack=116 "abc"
        >> resp seq=503 ack=116
        >> orig seq=116 ack=513
        << open orig
        << data resp "abc"
        << anomaly tcp.gap
        << gap orig 3
        << data orig "def"
        << anomaly tcp.gap
        << gap orig 6
        << data orig "mno"
        << end orig finished
        << anomaly tcp.gap
        << gap resp 10
        << end resp cut
        << close)");
}

TEST(TcpStream, whatTheSnapLengthCutOffIsAGapOnceAcknowledged)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 missing=7 "abc"
        >> orig seq=110 ack=500 missing=7 "klm"
        >> resp seq=500 ack=120
        >> orig seq=120 ack=500 "uvw"
        << open orig
        << data orig "abc"
        << anomaly tcp.gap
        << gap orig 7
        << data orig "klm"
        << anomaly tcp.gap
        << gap orig 7
        << data orig "uvw"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpStream, whatTheSnapLengthCutOffMayBeRetransmittedWhole)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 missing=3 "abc"
        >> resp seq=500 ack=100
        >> orig seq=102 ack=500 "cdef"
        >> orig seq=106 ack=500 "g"
        << open orig
        << data orig "abcdefg"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpStream, captureStartsInTheMiddle)
{
    expectPlay(R"(
        >> orig seq=5003 ack=900 "def"
        >> orig seq=5000 ack=900 "abc"
        >> resp seq=900 ack=5006 "ok"
        >> orig seq=5006 ack=902 "ghi"
        << open orig
        << data orig "abcdef"
        << data resp "ok"
        << data orig "ghi"
        << end orig cut
        << end resp cut
        << close)",
        everyWay);
}

TEST(TcpStream, captureOfOneSideOnlyStartsInTheMiddle)
{
    expectPlay(R"(
        >> orig seq=5003 "def"
        >> orig seq=5000 "abc"
        >> orig seq=5006 "ghi"
        >> orig seq=5009 "jkl"
        >> orig seq=4990 "old"
        << open orig
        << data orig "abcdefghijkl"
        << end orig cut
        << end resp cut
        << close)",
        {});
}

TEST(TcpStream, aKeepAliveIsNoStart)
{
    expectPlay(std::string(">> orig seq=4999 ack=900 \"") + '\0' + R"("
        >> resp seq=900 ack=5000
        >> orig seq=5000 ack=900 "GET"
        << open orig
        << data orig "GET"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpStream, farAwayNumbersAreNotOfTheStream)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig seq=100 "abc"
        >> orig seq=2000000000 "far"
        >> orig seq=103 "def"
        << open orig
        << data orig "abc"
        << anomaly tcp.out_of_window
        << data orig "def"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpStream, whatWaitsIsBounded)
{
    base::Limits limits;
    limits.reassemblyBytesPerStream = 4 * 150;
    const Playbook playbook = Playbook::parse(R"(
        >> orig syn seq=99
        >> orig seq=110 "k"
        >> orig seq=112 "m"
        >> orig seq=114 "o"
        >> orig seq=116 "q"
        >> orig seq=118 "s"
        >> orig seq=111 "l"
        << open orig
        << anomaly tcp.reassembly_limit
        << anomaly tcp.gap
        << gap orig 10
        << data orig "klm"
        << anomaly tcp.gap
        << gap orig 1
        << data orig "o"
        << anomaly tcp.gap
        << gap orig 1
        << data orig "q"
        << anomaly tcp.gap
        << gap orig 1
        << data orig "s"
        << end orig cut
        << end resp cut
        << close)");
    EXPECT_EQ(playbook.play(Variation::asWritten, limits), playbook.hears);
    limits.reassemblyBytesPerStream = 1 << 20;
    limits.reassemblyBytes = 4 * 150;
    EXPECT_EQ(playbook.play(Variation::asWritten, limits), playbook.hears);
}

} // namespace

} // namespace telltale::reassembly::test
