// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <fstream>

using namespace telltale;
using cli::parseArguments;

TEST(Arguments, readsTheOptionsOfAnalyze)
{
    const auto result = parseArguments(
        {"analyze", "--keylog", "a", "--keylog=b", "--secret", "s", "--incognito", "12.5/40", "--client", "10.42.0.2",
            "--only", "leak,summary", "--threads", "3", "--decoded", "--fail-on-leak", "x.pcap", "-"},
        false);
    ASSERT_TRUE(result.ok()) << result.error().text();
    const cli::Arguments &a = result.value();
    EXPECT_EQ(a.command, cli::Command::analyze);
    EXPECT_THAT(a.inputs, testing::ElementsAre("x.pcap", "-"));
    EXPECT_THAT(a.engine.keyLogFiles, testing::ElementsAre("a", "b"));
    EXPECT_EQ(a.engine.threads, 3U);
    ASSERT_EQ(a.engine.incognito.size(), 1U);
    EXPECT_EQ(std::get<double>(a.engine.incognito[0].from), 12.5);
    EXPECT_TRUE(a.failOnLeak);
    EXPECT_TRUE(a.records.decoded);
    EXPECT_FALSE(a.text);
}

TEST(Arguments, rulesAreAddedOrStandIn)
{
    const auto added = parseArguments({"analyze", "--rules", "/somewhere", "--rules", "/else", "x"}, false);
    ASSERT_TRUE(added.ok());
    EXPECT_THAT(added.value().engine.trackerFolders, testing::ElementsAre("/somewhere", "/else"));
    EXPECT_TRUE(added.value().engine.rulesFolder.empty());
    const auto instead = parseArguments({"analyze", "--rules", TELLTALE_RULES_DIR, "x"}, false);
    ASSERT_TRUE(instead.ok());
    EXPECT_EQ(instead.value().engine.rulesFolder, TELLTALE_RULES_DIR);
    EXPECT_TRUE(instead.value().engine.trackerFolders.empty());
}

TEST(Arguments, whatToDoWithRules)
{
    EXPECT_TRUE(parseArguments({"rules", "check", "d"}, false).ok());
    EXPECT_TRUE(parseArguments({"rules", "try", "f.toml", "x.pcap", "--keylog", "k"}, false).ok());
    for (const auto &words :
        {std::vector<std::string>{"rules"}, {"rules", "check"}, {"rules", "try", "f"}, {"rules", "eat", "d"}})
        EXPECT_FALSE(parseArguments(words, false).ok()) << words.size();
}

TEST(Arguments, textIsForTerminals)
{
    EXPECT_TRUE(parseArguments({"analyze", "x"}, true).value().text);
    EXPECT_FALSE(parseArguments({"analyze", "--format", "ndjson", "x"}, true).value().text);
}

TEST(Arguments, absoluteSpansAreRfc3339)
{
    const auto result =
        parseArguments({"analyze", "--incognito", "2026-11-22T06:00:00Z/2026-11-22T06:01:00Z", "x"}, false);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(base::formatRfc3339(std::get<base::Timestamp>(result.value().engine.incognito[0].to)),
        "2026-11-22T06:01:00.000000000Z");
}

TEST(Arguments, theDoctorAsksForAnInterface)
{
    const auto arguments = parseArguments({"doctor", "-i", "hs0", "--relay-port", "8443"}, true);
    ASSERT_TRUE(arguments.ok()) << arguments.error().text();
    EXPECT_EQ(arguments.value().command, telltale::cli::Command::doctor);
    EXPECT_EQ(arguments.value().interface, "hs0");
    EXPECT_EQ(arguments.value().relayPort, 8443);
    for (const std::vector<std::string> &words : {std::vector<std::string>{"doctor"}, {"doctor", "-i", "hs0", "file"},
             {"doctor", "-i", "hs0", "--relay-port", "0"}, {"doctor", "-i", "hs0", "--relay-port", "65536"},
             {"watch", "-i", "hs0", "--relay-port", "1"}})
        EXPECT_FALSE(parseArguments(words, true).ok()) << words.back();
}

TEST(Arguments, whatIsWrongIsSaidInOneSentence)
{
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"analyse"},
        {"analyze"},
        {"analyze", "--keylog"},
        {"analyze", "--what", "x"},
        {"analyze", "--threads", "0", "x"},
        {"analyze", "--threads", "two", "x"},
        {"analyze", "--incognito", "5", "x"},
        {"analyze", "--incognito", "-1/3", "x"},
        {"analyze", "--only", "leaks", "x"},
        {"analyze", "--client", "phone", "x"},
        {"analyze", "--format", "xml", "x"},
        {"analyze", "--decoded=yes", "x"},
        {"analyze", "-i", "lo", "x"},
        {"watch"},
        {"watch", "-i", "lo", "x.pcap"},
    };
    for (const auto &words : wrong) {
        const auto result = parseArguments(words, false);
        ASSERT_FALSE(result.ok()) << (words.empty() ? "" : words.back());
        EXPECT_EQ(result.error().kind, base::ErrorKind::usage);
        EXPECT_THAT(result.error().message, testing::EndsWith("."));
    }
    EXPECT_EQ(parseArguments({"analyze", "--secrets-file", "/no/such/file", "x"}, false).error().kind,
        base::ErrorKind::input);
}

TEST(Arguments, caSaysWhatIsToBeDoneWithTheAuthority)
{
    const auto action = [](std::vector<std::string> words) {
        words.insert(words.begin(), "ca");
        return parseArguments(words, false).value().caAction;
    };
    EXPECT_EQ(action({}), cli::CaAction::show);
    EXPECT_EQ(action({"--print"}), cli::CaAction::print);
    EXPECT_EQ(action({"--renew"}), cli::CaAction::renew);
    EXPECT_EQ(action({"--delete"}), cli::CaAction::remove);
    EXPECT_EQ(parseArguments({"ca", "--ca-dir", "/x"}, false).value().interception.authorityFolder, "/x");
    EXPECT_FALSE(parseArguments({"ca", "file"}, false).ok());
    EXPECT_FALSE(parseArguments({"interfaces", "--delete"}, false).ok());
}

TEST(Arguments, secrets)
{
    const auto result = parseArguments(
        {"analyze", "--secret", "email: jane@example.org", "--secret", "cat", "--secret", "7", "x"}, false);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result.value().engine.secrets, (std::vector<std::string>{"email: jane@example.org", "text: cat"}));
    ASSERT_EQ(result.value().warnings.size(), 2U);
    EXPECT_THAT(result.value().warnings[0], testing::StartsWith("The secret of --secret number 2 is short"));
    EXPECT_THAT(result.value().warnings[1], testing::StartsWith("The secret of --secret number 3 is not looked for"));
    const auto wrong = parseArguments({"analyze", "--secret", "imei: 12", "x"}, false);
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().kind, base::ErrorKind::usage);
    EXPECT_EQ(wrong.error().message, "--secret: this is no IMEI.");
}

TEST(Arguments, secretsFilesNameTheLine)
{
    const std::string path = testing::TempDir() + "telltale-secrets.txt";
    std::ofstream(path) << "# people\nname: Jane Doe\n\npurple otter 4821\nAndroid\n";
    const auto result = parseArguments({"analyze", "--secrets-file", path, "x"}, false);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result.value().engine.secrets,
        (std::vector<std::string>{"name: Jane Doe", "text: purple otter 4821", "text: Android"}));
    ASSERT_EQ(result.value().warnings.size(), 1U);
    EXPECT_THAT(result.value().warnings[0], testing::StartsWith(path + ":5 is a word"));
    std::ofstream(path) << "name: Jane Doe\nphone: none\n";
    const auto wrong = parseArguments({"analyze", "--secrets-file", path, "x"}, false);
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().kind, base::ErrorKind::input);
    EXPECT_EQ(wrong.error().message, path + ":2: this is no phone number.");
    std::remove(path.c_str());
}

TEST(Arguments, thePhoneIsAskedWhereItIsAskedFor)
{
    EXPECT_FALSE(parseArguments({"watch", "-i", "hs0"}, false).value().adb);
    const auto all =
        parseArguments({"watch", "-i", "hs0", "--adb-serial", "b5a7", "--adb-server", "127.0.0.1:5038"}, false);
    ASSERT_TRUE(all.ok()) << all.error().text();
    ASSERT_TRUE(all.value().adb);
    EXPECT_EQ(all.value().adb->serial, "b5a7");
    EXPECT_EQ(all.value().adb->server, "127.0.0.1:5038");
    EXPECT_TRUE(all.value().adb->required);
    EXPECT_TRUE(parseArguments({"doctor", "-i", "hs0", "--adb"}, false).value().adb);
    EXPECT_FALSE(parseArguments({"watch", "-i", "hs0", "--adb-server", "host:x"}, false).ok());
    EXPECT_FALSE(parseArguments({"analyze", "--adb", "x.pcap"}, false).ok());
}

TEST(Arguments, listensForPcapdroidInsteadOfAnInterface)
{
    const auto plain = parseArguments({"watch", "--pcapdroid-udp", "1234", "--session", "s"}, false);
    ASSERT_TRUE(plain.ok()) << plain.error().text();
    ASSERT_TRUE(plain.value().pcapdroid);
    EXPECT_EQ(plain.value().pcapdroid->sink, engine::PcapdroidInput::Sink::udp);
    EXPECT_EQ(plain.value().pcapdroid->at.port, 1234);
    const auto named =
        parseArguments({"watch", "--pcapdroid-tcp", "[fd00::1]:1234", "--pcapdroid-from", "fd00::2"}, false);
    ASSERT_TRUE(named.ok()) << named.error().text();
    EXPECT_EQ(named.value().pcapdroid->at.text(), "[fd00::1]:1234");
    EXPECT_EQ(named.value().pcapdroidSender.text(), "fd00::2");
    const auto asked = parseArguments({"watch", "--pcapdroid-http", "192.168.1.7"}, false);
    ASSERT_TRUE(asked.ok()) << asked.error().text();
    EXPECT_EQ(asked.value().pcapdroid->at.text(), "192.168.1.7:8080");
    EXPECT_FALSE(parseArguments({"watch", "--pcapdroid-tcp", "x"}, false).ok());
    EXPECT_FALSE(parseArguments({"watch", "--pcapdroid-from", "10.0.0.1", "-i", "hs0"}, false).ok());
    EXPECT_FALSE(
        parseArguments({"watch", "--pcapdroid-from", "10.0.0.1", "--pcapdroid-http", "192.168.1.7"}, false).ok());
    EXPECT_FALSE(parseArguments({"watch", "--pcapdroid-tcp", "1", "--pcapdroid-from", "x"}, false).ok());
    EXPECT_FALSE(parseArguments({"watch", "--pcapdroid-tcp", "1", "--pcapdroid-udp", "1"}, false).ok());
    EXPECT_FALSE(parseArguments({"watch", "--pcapdroid-tcp", "1", "-i", "hs0"}, false).ok());
    EXPECT_FALSE(parseArguments({"analyze", "--pcapdroid-tcp", "1", "x.pcap"}, false).ok());
}
