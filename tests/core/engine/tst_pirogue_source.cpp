// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pirogue_source.h"

#include "core/engine/scripted_source.h"
#include "decode/outgoing_message.h"
#include "support/analysis_run.h"
#include "support/capture_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace telltale;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const std::string trace =
    R"([{"type":"socket_trace_log","pid":7,"process":"com.shop","timestamp":1599999999900,"data":)"
    R"({"socket_type":"tcp6","local_ip":"::ffff:10.42.0.2","local_port":40000,)"
    R"("dest_ip":"::ffff:203.0.113.5","dest_port":80,"stack":[{"class":"java.net.Socket","method":"connect","is_native":true},)"
    R"({"class":"com.shop.net.Api","method":"send","file":"Api.kt","line":42}]}},{"type":"other"}])";

// openssl enc -aes-128-cbc -K 000102030405060708090a0b0c0d0e0f -iv f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff
const std::string encryptedBody = "data=gSS%2BZSYVVjEAfP3HYDz3j9Fq1grOVQs9%2BIWgOlcqFGrBmbMK4JS9DFkmrANXaFaC";
const std::string cipherRecord =
    R"({"type":"aes_info_log","pid":7,"process":"com.shop","timestamp":1599999999900,"data":{)"
    R"("alg":"AES/CBC/PKCS5Padding","key":"000102030405060708090a0b0c0d0e0f",)"
    R"("iv":"f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",)"
    R"("in":"7b226576656e74223a22736561726368222c2271223a22686f7720746f206c65617665206d79206a6f62227d",)"
    R"("out":"8124be6526155631007cfdc7603cf78fd16ad60ace550b3df885a03a572a146ac199b30ae094bd0c5926ac0357685682"}})";

std::string encryptedSearch()
{
    test::CaptureText capture;
    capture.open().client("POST /c HTTP/1.1\r\nHost: a.example\r\nContent-Length: "
        + std::to_string(encryptedBody.size()) + "\r\n\r\n" + encryptedBody);
    capture.close();
    return capture.bytes();
}

/// What the inspector and the records open of the only exchange: the path of the value that reads so.
std::vector<std::string> pathOf(const test::AnalysisRun &run, std::string_view text)
{
    const session::Exchange &exchange = run.exchanges.begin()->second;
    const base::ByteBuffer body = run.payloads->read(exchange.request.body);
    for (const auto &[location, tree] : decode::openRequest(exchange, {}, body, *run.decoders).trees) {
        for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
            if (base::asText(tree.content(i)) == text)
                return tree.path(i);
        }
    }
    return {};
}

} // namespace

TEST(PirogueSource, anExperimentsFolderHasTheAppOfEachConnection)
{
    const test::TemporaryFolder folder;
    test::CaptureText capture;
    capture.open().client("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n").close();
    capture.next().open().client("GET / HTTP/1.1\r\nHost: b.example\r\n\r\n").close();
    (void)folder.file("traffic.pcap", capture.bytes());
    (void)folder.file("socket_trace.json", trace);
    for (const unsigned threads : {1U, 3U}) {
        engine::Options options;
        options.threads = threads;
        const auto run = test::AnalysisRun::of(engine::FileInput{folder.path()}, options);
        ASSERT_EQ(run.connections.size(), 2U);
        EXPECT_EQ(run.exchanges.size(), 2U);
        for (const auto &[id, connection] : run.connections) {
            if (connection.originator.port != 40000) {
                EXPECT_FALSE(connection.app);
                EXPECT_FALSE(connection.stack);
                continue;
            }
            ASSERT_TRUE(connection.app);
            ASSERT_TRUE(connection.stack);
            EXPECT_THAT(*connection.stack,
                ElementsAre("java.net.Socket.connect (native)", "com.shop.net.Api.send (Api.kt:42)"));
            EXPECT_EQ(connection.caller, "com.shop.net.Api.send (Api.kt:42)");
            EXPECT_EQ(*connection.app,
                (session::App{"com.shop", "", session::AppSource::pirogue, session::Confidence::certain}));
        }
    }
}

TEST(PirogueSource, whatTheTracesTellComesBeforeThePackets)
{
    const test::TemporaryFolder folder;
    decode::RecordedCiphers ciphers;
    engine::PirogueSource source({folder.file("socket_trace.json", trace), {}}, ciphers,
        std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{capture::KeyLogText{"k"}}));
    EXPECT_THAT(test::drain(source),
        ElementsAre(HasSubstr("com.shop"), HasSubstr("203.0.113.5"), "pirogue.socket_trace", "keys:k"));
}

TEST(PirogueSource, aFileThatIsNotThereIsTold)
{
    decode::RecordedCiphers ciphers;
    engine::PirogueSource source({"/nowhere/socket_trace.json", "/nowhere/aes_info.json"}, ciphers,
        std::make_unique<test::ScriptedSource>(std::vector<capture::SourceEvent>{}));
    EXPECT_THAT(test::drain(source), ElementsAre("pirogue.socket_trace", "pirogue.aes"));
}

TEST(PirogueSource, whatAnAppEncryptedItselfIsOpenedAndFound)
{
    const test::TemporaryFolder folder;
    (void)folder.file("traffic.pcap", encryptedSearch());
    engine::Options options;
    options.secrets = {"how to leave my job"};
    EXPECT_TRUE(test::AnalysisRun::of(engine::FileInput{folder.path()}, options).leaks.empty()) << "nobody has the key";
    (void)folder.file("aes_info.json", cipherRecord + "\n" + cipherRecord.substr(0, 100) + "\n");
    const auto run = test::AnalysisRun::of(engine::FileInput{folder.path()}, options);
    ASSERT_EQ(run.leaks.size(), 1U);
    const session::Leak &leak = run.leaks.begin()->second;
    EXPECT_EQ(leak.value, "how to leave my job");
    EXPECT_EQ(leak.path, (std::vector<std::string>{"form", "data", "percent", "base64", "aes-128-cbc", "json", "q"}));
    EXPECT_EQ(leak.bytes.from, 5U);
    EXPECT_EQ(leak.bytes.to, encryptedBody.size()) << "all of the encrypted text proves it";
}

TEST(PirogueSource, whatAnAppEncryptedInPartsIsOpenedAsAWhole)
{
    const test::TemporaryFolder folder;
    (void)folder.file("traffic.pcap", encryptedSearch());
    // As PiRogue's script writes them: the key when it is made, and of parts the end of what came out.
    (void)folder.file("aes_info.json",
        R"([{"type":"aes_info_log","process":"com.shop","data":{"iv":"","alg":"AES","in":"","out":"",)"
        R"("key":"000102030405060708090a0b0c0d0e0f"}},{"type":"aes_info_log","process":"com.shop","data":{)"
        R"("iv":"f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff","alg":"AES/CBC/PKCS5Padding",)"
        R"("in":"7b226576656e74223a22736561726368222c2271223a22686f7720746f206c65617665206d79206a6f62227d",)"
        R"("out":"c199b30ae094bd0c5926ac0357685682","key":""}}])");
    engine::Options options;
    options.secrets = {"how to leave my job"};
    const auto run = test::AnalysisRun::of(engine::FileInput{folder.path()}, options);
    ASSERT_EQ(run.leaks.size(), 1U);
    EXPECT_EQ(run.leaks.begin()->second.path.at(4), "aes-128-cbc");
}

TEST(PirogueSource, whatWasRecordedBesideOneCaptureOpensNoOther)
{
    const test::TemporaryFolder with, without;
    (void)with.file("traffic.pcap", encryptedSearch());
    (void)with.file("aes_info.json", cipherRecord);
    (void)without.file("traffic.pcap", encryptedSearch());
    engine::Options options;
    options.secrets = {"how to leave my job"};
    const auto first = test::AnalysisRun::of(engine::FileInput{with.path()}, options);
    const auto second = test::AnalysisRun::of(engine::FileInput{without.path()}, options);
    EXPECT_EQ(first.leaks.size(), 1U);
    EXPECT_TRUE(second.leaks.empty()) << "its folder holds no key";
    ASSERT_EQ(first.exchanges.size(), 1U);
    ASSERT_EQ(second.exchanges.size(), 1U);
    EXPECT_EQ(pathOf(first, "search"),
        (std::vector<std::string>{"form", "data", "percent", "base64", "aes-128-cbc", "json", "event"}));
    EXPECT_TRUE(pathOf(second, "search").empty());
}
