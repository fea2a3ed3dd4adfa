// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/declared_secret.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

TEST(DeclaredSecret, kinds)
{
    const struct {
        const char *line;
        SecretKind kind;
        const char *text;
    } cases[] = {
        {"email: jane@example.org", SecretKind::email, "jane@example.org"},
        {"E-mail: jane", SecretKind::text, "E-mail: jane"},
        {"  Name:\tJane Doe ", SecretKind::name, "Jane Doe"},
        {"jane@example.org", SecretKind::email, "jane@example.org"},
        {"+49 170 1234567", SecretKind::phone, "+49 170 1234567"},
        {"0170 1234567", SecretKind::text, "0170 1234567"},
        {"phone: 0170 1234567", SecretKind::phone, "0170 1234567"},
        {"490154203237518", SecretKind::imei, "490154203237518"},
        {"490154203237519", SecretKind::text, "490154203237519"},
        {"imei: 49-015420-323751-8", SecretKind::imei, "49-015420-323751-8"},
        {"38400000-8cf0-11bd-b23e-10b96e40000d", SecretKind::gaid, "38400000-8cf0-11bd-b23e-10b96e40000d"},
        {"aa:bb:cc:00:11:22", SecretKind::mac, "aa:bb:cc:00:11:22"},
        {"https://example.org/a", SecretKind::url, "https://example.org/a"},
        {"how to: leave", SecretKind::text, "how to: leave"},
        {"text: email: x", SecretKind::text, "email: x"},
        {"id:without a space", SecretKind::text, "id:without a space"},
    };
    for (const auto &c : cases) {
        const auto secret = parseSecret(c.line, "here");
        ASSERT_TRUE(secret) << c.line;
        EXPECT_EQ(nameOf(secret.value().kind), nameOf(c.kind)) << c.line;
        EXPECT_EQ(secret.value().text, c.text);
        EXPECT_EQ(parseSecret(lineOf(secret.value()), "here").value(), secret.value()) << c.line;
    }
}

TEST(DeclaredSecret, whatHasNotTheShapeOfItsKind)
{
    for (const char *line : {"imei: 490154203237519", "imei: 123", "email: jane", "phone: abc", "phone: 12",
             "mac: 12:34", "gaid: 12", "url: example.org", "name:", "name: \t"}) {
        const auto secret = parseSecret(line, "secrets.txt:3");
        ASSERT_FALSE(secret) << line;
        EXPECT_TRUE(secret.error().message.starts_with("secrets.txt:3: ")) << secret.error().message;
        EXPECT_FALSE(secret.error().remedy.empty());
    }
    EXPECT_FALSE(parseSecret(" ", "x"));
}

TEST(DeclaredSecret, files)
{
    const auto secrets = parseSecretLines("\xEF\xBB\xBF# people\r\n\r\nname: Jane Doe\r\n  purple otter 4821", "f.txt");
    ASSERT_TRUE(secrets);
    ASSERT_EQ(secrets.value().size(), 2U);
    EXPECT_EQ(secrets.value()[0], (DeclaredSecret{SecretKind::name, "Jane Doe", 3}));
    EXPECT_EQ(secrets.value()[1], (DeclaredSecret{SecretKind::text, "purple otter 4821", 4}));
    const auto wrong = parseSecretLines("one good line\nimei: 12\n", "f.txt");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().message, "f.txt:2: this is no IMEI.");
    EXPECT_EQ(wrong.error().kind, base::ErrorKind::input);
    EXPECT_TRUE(parseSecretLines("", "f.txt").value().empty());
}

TEST(DeclaredSecret, weakOnes)
{
    const auto weakness = [](const char *text) { return weaknessOf({SecretKind::text, text, 0}); };
    EXPECT_FALSE(weakness("purple otter"));
    EXPECT_FALSE(weakness("zqcanary7731"));
    EXPECT_FALSE(weakness("\u5317\u4eac\u5929\u6c14"));
    for (const char *refused : {"a", "7", "123"})
        EXPECT_TRUE(weakness(refused) && weakness(refused)->refused) << refused;
    for (const char *flagged : {"cat", "Android", "12345", "null", "password"}) {
        ASSERT_TRUE(weakness(flagged)) << flagged;
        EXPECT_FALSE(weakness(flagged)->refused) << flagged;
        EXPECT_EQ(weakness(flagged)->reason.find(flagged), std::string::npos) << "secrets are not told";
    }
}
