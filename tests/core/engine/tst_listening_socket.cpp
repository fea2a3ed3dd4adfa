// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/listening_socket.h"

#include "core/engine/phone_dial.h"

#include <gtest/gtest.h>

#include <poll.h>

using namespace telltale;

TEST(ListeningSocket, isReachedAndDoesNotWait)
{
    for (const int type : {SOCK_DGRAM, SOCK_STREAM}) {
        const auto socket = engine::listenAt(test::localhost(), type);
        ASSERT_TRUE(socket.ok());
        char octet = 0;
        EXPECT_LT(::recv(socket.value().get(), &octet, 1, 0), 0) << "nothing is there yet";
        const auto phone = test::dial(engine::localEnd(socket.value().get()), type);
        test::send(phone, "x");
        EXPECT_TRUE(engine::isReady(socket.value().get(), POLLIN, 1000));
    }
}

TEST(ListeningSocket, whereNobodyCanListenIsNamed)
{
    for (const int type : {SOCK_DGRAM, SOCK_STREAM}) {
        const auto first = engine::listenAt(test::localhost(), type);
        ASSERT_TRUE(first.ok());
        const net::Endpoint taken = engine::localEnd(first.value().get());
        for (const net::Endpoint &at : {taken, test::localhost(1234, "203.0.113.9")}) {
            const auto second = engine::listenAt(at, type);
            ASSERT_FALSE(second.ok());
            EXPECT_EQ(second.error().kind, base::ErrorKind::privilege);
            EXPECT_NE(
                second.error().message.find((type == SOCK_STREAM ? "TCP " : "UDP ") + at.text()), std::string::npos)
                << second.error().message;
        }
        const auto everywhere = engine::listenAt({{}, taken.port}, type);
        ASSERT_FALSE(everywhere.ok());
        EXPECT_NE(everywhere.error().message.find("port " + std::to_string(taken.port)), std::string::npos);
    }
}
