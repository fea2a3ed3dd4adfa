// SPDX-License-Identifier: GPL-3.0-or-later
#include "reassembly/tcp_connection.h"

#include "core/reassembly/playbook.h"

#include <gtest/gtest.h>

namespace telltale::reassembly::test {

namespace {

TEST(TcpConnection, halfCloseLeavesTheOtherSideOpen)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 fin "ask"
        >> resp seq=500 ack=104 "long "
        >> resp seq=505 ack=104 "answer"
        >> resp seq=511 ack=104 fin
        << open orig
        << data orig "ask"
        << end orig finished
        << data resp "long answer"
        << end resp finished
        << close)");
}

TEST(TcpConnection, handshakeOutOfOrder)
{
    expectPlay(R"(
        >> resp syn seq=499 ack=100
        >> orig syn seq=99
        >> orig seq=100 ack=500 "abc"
        << open orig
        << data orig "abc"
        << end orig cut
        << end resp cut
        << close)");
    expectPlay(R"(
        >> orig seq=100 ack=500 "abc"
        >> resp syn seq=499 ack=100
        >> orig syn seq=99
        >> resp seq=500 ack=103 "def"
        << open orig
        << data orig "abc"
        << data resp "def"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpConnection, withoutSynTheHigherPortIsTheOriginator)
{
    expectPlay(R"(
        >> resp seq=500 ack=100 "hello"
        >> orig seq=100 ack=505 "hi"
        << open orig
        << data resp "hello"
        << data orig "hi"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpConnection, aSynCorrectsTheGuess)
{
    // The server calls back from port 80: its SYN comes to light after data.
    expectPlay(R"(
        >> resp seq=100 ack=500 "abc"
        >> resp syn seq=99
        >> orig syn seq=499 ack=100
        << open resp
        << data orig "abc"
        << end orig cut
        << end resp cut
        << close)",
        {Variation::twice});
}

TEST(TcpConnection, aRefusedConnection)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp rst seq=0 ack=100
        << open orig
        << end resp reset
        << end orig reset
        << close)");
}

TEST(TcpConnection, whatWasUnderWayAtAResetIsStillHeard)
{
    expectPlay(R"(
        >> orig syn seq=99 at=0
        >> resp syn seq=499 ack=100 at=0.1
        >> orig seq=100 ack=500 "abc" at=0.2
        >> resp rst seq=500 ack=103 at=0.3
        >> orig seq=103 ack=500 "def" at=0.4
        >> orig seq=106 ack=500 "too late" at=2.4
        << open orig
        << data orig "abc"
        << end resp reset
        << data orig "def"
        << end orig reset
        << close)");
}

TEST(TcpConnection, nothingFollowsAReset)
{
    expectPlay(R"(
        >> orig seq=100 rst
        >> orig seq=100 fin "abc"
        >> orig seq=103 "def"
        << open orig
        << end orig reset
        << end resp reset
        << close)");
}

TEST(TcpConnection, aResetDoesNotHideWhatIsMissing)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig seq=103 "def"
        >> orig rst seq=106
        << open orig
        << anomaly tcp.gap
        << gap orig 3
        << data orig "def"
        << end orig reset
        << end resp reset
        << close)");
}

TEST(TcpConnection, aSynWithAnotherNumberReplacesOneThatCameToNothing)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> orig syn seq=7000
        >> resp syn seq=499 ack=7001
        >> orig seq=7001 ack=500 "abc"
        << open orig
        << data orig "abc"
        << end orig cut
        << end resp cut
        << close)");
}

TEST(TcpConnection, portsAreReused)
{
    const char *const afterFin = R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 fin "one"
        >> resp seq=500 ack=104 fin
        >> orig seq=104 ack=501
        >> orig syn seq=3000
        >> resp syn seq=9000 ack=3001
        >> orig seq=3001 ack=9001 "two"
        << open orig
        << data orig "one"
        << end orig finished
        << end resp finished
        << close
        << open orig
        << data orig "two"
        << end orig cut
        << end resp cut
        << close)";
    expectPlay(afterFin);
    const char *const withoutAnEnd = R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 "one"
        >> orig syn seq=3000000
        >> resp syn seq=9000 ack=3000001
        >> orig seq=3000001 ack=9001 "two"
        << open orig
        << data orig "one"
        << end orig cut
        << end resp cut
        << close
        << open orig
        << data orig "two"
        << end orig cut
        << end resp cut
        << close)";
    expectPlay(withoutAnEnd);
    const char *const synAnswerFirst = R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig rst seq=100 ack=500
        >> resp syn seq=9000 ack=3001
        >> orig syn seq=3000
        >> orig seq=3001 ack=9001 "two"
        << open orig
        << end orig reset
        << end resp reset
        << close
        << open orig
        << data orig "two"
        << end orig cut
        << end resp cut
        << close)";
    expectPlay(synAnswerFirst);
}

TEST(TcpConnection, portsAreReusedWithASynThatWasNeverCaptured)
{
    const char *const begun = R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 fin "one"
        >> resp seq=500 ack=104 fin
        >> orig seq=3000000001 ack=2000000001 "two"
        >> resp seq=2000000001 ack=3000000004 "2"
        << open orig
        << data orig "one"
        << end orig finished
        << end resp finished
        << close
        << open orig
        << data orig "two"
        << data resp "2"
        << end orig cut
        << end resp cut
        << close)";
    expectPlay(begun);
    // Where the snap length left nothing of its data, it is data all the same.
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 fin "one"
        >> resp seq=500 ack=104 fin
        >> orig seq=3000000001 ack=2000000001 missing=3
        >> resp seq=2000000001 ack=3000000004 "2"
        << open orig
        << data orig "one"
        << end orig finished
        << end resp finished
        << close
        << open orig
        << anomaly tcp.gap
        << gap orig 3
        << data resp "2"
        << end orig cut
        << end resp cut
        << close)");
    // A bare ACK or RST of it, or data a little after the FIN, begins nothing.
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 fin "one"
        >> resp seq=500 ack=104 fin
        >> orig seq=3000000001 ack=2000000001
        >> orig rst seq=3000000001
        >> orig seq=104 ack=501 "late"
        << open orig
        << data orig "one"
        << end orig finished
        << end resp finished
        << anomaly tcp.data_after_fin
        << close)");
}

TEST(TcpConnection, strayRetransmissionsAfterTheEndChangeNothing)
{
    expectPlay(R"(
        >> orig syn seq=99
        >> resp syn seq=499 ack=100
        >> orig seq=100 ack=500 fin "one"
        >> resp seq=500 ack=104 fin
        >> orig syn seq=99
        >> orig seq=100 ack=500 fin "one"
        >> resp seq=500 ack=104 fin
        >> orig rst seq=104
        << open orig
        << data orig "one"
        << end orig finished
        << end resp finished
        << close)");
}

} // namespace

} // namespace telltale::reassembly::test
