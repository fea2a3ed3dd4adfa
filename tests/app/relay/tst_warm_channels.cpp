// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel.h"

#include "../../core/intercept/temporary_folder.h"
#include "intercept/leaf_certificates.h"
#include "intercept/phone_tls.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace telltale::relaying {
namespace {

using asio::ip::tcp;
const base::Timestamp today = *base::parseRfc3339("2026-11-22T10:00:00Z");
constexpr std::size_t places = intercept::RelayLimits::warmChannels;

/// Two channels that have shaken hands; the relay's side has a place among the warm ones when it reads.
struct Connection {
    Connection(tcp::socket phoneSide, tcp::socket relaySide, BufferPool &pool)
        : phone(std::move(phoneSide), pool)
        , relay(std::move(relaySide), pool)
    {
    }

    void shakeHands()
    {
        int error = 0;
        for (int phoneDone = 0, relayDone = 0; phoneDone != 1 || relayDone != 1;) {
            for (auto [channel, done] : {std::pair(&phone, &phoneDone), std::pair(&relay, &relayDone)}) {
                channel->readable();
                *done = *done == 1 ? 1 : channel->handshake(error);
                ASSERT_NE(*done, -1);
                ASSERT_TRUE(channel->flush());
            }
        }
    }

    /// What @p to reads of what @p from says, over the wire.
    static std::string say(Channel &from, Channel &to, const std::string &text)
    {
        std::vector<std::uint8_t> heard(20'000);
        EXPECT_TRUE(from.write(base::asBytes(text)));
        std::string all;
        while (all.size() < text.size()) {
            EXPECT_TRUE(from.flush());
            to.readable();
            const auto got = to.read(heard);
            if (got.outcome == Channel::Outcome::wait)
                continue;
            if (got.outcome != Channel::Outcome::bytes)
                break;
            all.append(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(got.size));
        }
        return all;
    }

    [[nodiscard]] bool givesBuffersBack() const { return (SSL_get_mode(relay.tls()) & SSL_MODE_RELEASE_BUFFERS) != 0; }

    Channel phone;
    Channel relay;
};

class Warm : public testing::Test {
protected:
    Warm()
        : authority(std::move(intercept::CertificateAuthority::renew(folder.path(), "desk", today).value()))
        , leaves(std::move(intercept::LeafCertificates::begin(authority, 3).value()))
        , tls(std::move(intercept::PhoneTls::begin([](std::string_view) {}).value()))
        , client(SSL_CTX_new(TLS_client_method()))
        , acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0))
    {
    }

    std::unique_ptr<Connection> connect()
    {
        tcp::socket phoneSide(io);
        phoneSide.connect(acceptor.local_endpoint());
        auto made = std::make_unique<Connection>(std::move(phoneSide), acceptor.accept(), pool);
        intercept::TlsSession phone(SSL_new(client.get()));
        SSL_set_connect_state(phone.get());
        made->phone.beginTls(std::move(phone));
        made->relay.beginTls(tls.session(leaves.leafFor("a.example", today), leaves.key(), ""));
        made->shakeHands();
        made->relay.attach(made->relay.detach(pool, warm));
        return made;
    }

    intercept::TemporaryFolder folder;
    intercept::CertificateAuthority authority;
    intercept::LeafCertificates leaves;
    intercept::PhoneTls tls;
    intercept::TlsContext client;
    asio::io_context io;
    tcp::acceptor acceptor;
    BufferPool pool;
    WarmChannels warm; // outlives what the tests connect
};

TEST_F(Warm, AChannelKeepsItsBuffersFromItsFirstReadOn)
{
    const auto connection = connect();
    EXPECT_TRUE(connection->givesBuffersBack());
    EXPECT_EQ(Connection::say(connection->phone, connection->relay, "one"), "one");
    EXPECT_FALSE(connection->givesBuffersBack());
}

TEST_F(Warm, AsManyAsThereArePlacesAndTheFirstGivesUpItsOwn)
{
    std::vector<std::unique_ptr<Connection>> all;
    for (std::size_t i = 0; i <= places; ++i) {
        all.push_back(connect());
        EXPECT_EQ(Connection::say(all.back()->phone, all.back()->relay, "hello"), "hello");
    }
    EXPECT_TRUE(all[0]->givesBuffersBack());
    EXPECT_FALSE(all[1]->givesBuffersBack());
    EXPECT_FALSE(all[places]->givesBuffersBack());

    // It still speaks both ways, is warm again, and the next one has cooled.
    EXPECT_EQ(Connection::say(all[0]->relay, all[0]->phone, "answer"), "answer");
    EXPECT_EQ(Connection::say(all[0]->phone, all[0]->relay, std::string(50'000, 'x')), std::string(50'000, 'x'));
    EXPECT_FALSE(all[0]->givesBuffersBack());
    EXPECT_TRUE(all[1]->givesBuffersBack());
}

TEST_F(Warm, ARecordOfWhichHalfIsThereIsReadAfterCooling)
{
    const auto connection = connect();
    EXPECT_EQ(Connection::say(connection->phone, connection->relay, "one"), "one");
    // The record is sent in two pieces; the first is read, then the buffers are wanted back.
    const int socket = connection->phone.handle();
    BIO *memory = BIO_new(BIO_s_mem());
    SSL_set0_wbio(connection->phone.tls(), memory);
    ASSERT_GT(SSL_write(connection->phone.tls(), "a whole record", 14), 0);
    const char *record = nullptr;
    const auto size = static_cast<std::size_t>(BIO_get_mem_data(memory, &record));
    std::vector<std::uint8_t> heard(100);
    ASSERT_EQ(::send(socket, record, size / 2, 0), static_cast<ssize_t>(size / 2));
    Channel::Read got;
    do {
        connection->relay.readable();
        got = connection->relay.read(heard);
    } while (got.outcome == Channel::Outcome::wait && !SSL_has_pending(connection->relay.tls()));
    connection->relay.cool();
    EXPECT_TRUE(connection->givesBuffersBack());
    ASSERT_EQ(::send(socket, record + size / 2, size - size / 2, 0), static_cast<ssize_t>(size - size / 2));
    do {
        connection->relay.readable();
        got = connection->relay.read(heard);
    } while (got.outcome == Channel::Outcome::wait);
    ASSERT_EQ(got.outcome, Channel::Outcome::bytes);
    EXPECT_EQ(std::string(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(got.size)), "a whole record");
}

TEST_F(Warm, AChannelThatEndsLeavesItsPlace)
{
    auto first = connect();
    EXPECT_EQ(Connection::say(first->phone, first->relay, "one"), "one");
    first.reset();
    std::vector<std::unique_ptr<Connection>> all;
    for (std::size_t i = 0; i < places; ++i) { // comes round to where it stood
        all.push_back(connect());
        EXPECT_EQ(Connection::say(all.back()->phone, all.back()->relay, "hello"), "hello");
    }
    EXPECT_FALSE(all.front()->givesBuffersBack());
}

} // namespace
} // namespace telltale::relaying
