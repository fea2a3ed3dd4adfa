// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest_match.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;

namespace {

struct Case {
    const char *secret;
    const char *text;
    const char *match;
};

SecretSet declared(const std::vector<std::string> &lines)
{
    std::vector<DeclaredSecret> parsed;
    for (const std::string &line : lines)
        parsed.push_back(parseSecret(line, "").value());
    SecretSet secrets(100);
    secrets.declare(parsed);
    return secrets;
}

std::string matchIn(const SecretSet &secrets, std::string_view text)
{
    std::vector<DigestRun> runs;
    findDigestRuns(text, runs);
    for (const DigestRun &run : runs) {
        for (const DigestMatch &match : findDigest(secrets, secrets.all(), run))
            return match.match;
    }
    return "";
}

} // namespace

/// The hashes were made with Python's hashlib, base64 and zlib.
TEST(DigestMatch, transformations)
{
    const char *jane = "Jane.Doe@Example.org";
    const Case cases[] = {
        {jane, "c8226e8455d9ccffd63021df34cf95ff47f6d9b847fde24a336324addaab6abf", "sha256"},
        {jane, "7F73355BF032DCBB8E5A3F51F1E4A8BA92EF1344DE2D95382634CF91DA6D6181", "sha256(lower)"},
        {jane, "67dfb4c85dc8b5910573c0479146f768", "md5(upper)"},
        {jane, "f3M1W/Ay3LuOWj9R8eSoupLvE0TeLZU4JjTPkdptYYE=", "base64(sha256(lower))"},
        {jane, "MhqYs8Z18sJ_hPjyiKlUH7Rof_Fi-ZnDBE_fv0zhKfx9iAC2u_VnII7zb9tzTydeI0oNUvXLtThvlSkdQ0S0iQ",
            "base64(sha512)"},
        {jane, "70042048cfa79b30664a15c05e1a42bc853bf86ba15fcfa279d527cffb3d98e9", "sha256(md5(lower))"},
        {jane, "61b52a612ffb7f32b33207c5aaf6674d4e7571f8", "sha1(upper(md5))"},
        {jane, "72adc3b5460eb210ac13c2bb4ef37b65", "md5(base64)"},
        {jane, "f3b5259d066b32e54387d64bc480f9f0b4d2fb39399cc8b6fb84f598cdcd98c2", "sha256(utf16le)"},
        {jane, "1ba0a5e7f5ae0050267063b360795b9d", "md5(md5(md5(lower)))"},
        {jane, "56c9315569c1c7e710f16410bff599b8efcd737539495b400751ddd0debb1301", "sha3-256"},
        {jane, "5bff36ebfdb6250d", "sha1:first 16"},
        {jane, "W_826_22JQ3-GHOH", "base64(sha1):first 16"},
        {jane, "b49be4c6-d5b6-0918-bf27-d1189d8f326d", "uuid(md5(lower))"},
        {"imei: 49-015420-323751-8", "0EAED834A1E6F4B2BF0C024E0013DEA1", "md5(digits)"},
        {"490154203237518", "l6IQUjLsyHVvA6Ap", "base64(sha1):first 16"},
        {"+49 170 1234567", "b4267a2234e2072fa4d2e8d89fbe727c50fc414731d6ecacc2ed3d00f05038d1", "sha256(plus)"},
        {"+49 170 1234567", "8b47a52ed04d068c3a9c5632b98cec18780a9f9f4099d4f8afe233970ce116fe", "sha256(digits)"},
        {"Purple Otter 4821", "d8205338fa53d72015aee294edf7a4bb", "md5(lower(nospace))"},
        {"aa:bb:cc:00:11:22", "2e59699ee93fa36e885381f76cb016d63e27a73a", "sha1(upper(bare))"},
        {jane, "5bff36ebfdb6250", ""},
        {jane, "5bff36ebfdb6250d00", ""},
        {jane, "c8226e8455d9ccffd63021df34cf95ff47f6d9b847fde24a336324addaab6abf00", ""},
        {jane, "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", ""},
        {"Android", "d0eb1c2e0c1bd2d5ebd0a4e04dd4a9cd", ""},
    };
    for (const Case &c : cases)
        EXPECT_EQ(matchIn(declared({"unrelated secret", c.secret}), c.text), c.match) << c.secret << " as " << c.text;
}

TEST(DigestMatch, harvestedSecretsHaveFewer)
{
    SecretSet secrets(10);
    secrets.add(session::LeakKind::searchQuery, "Purple Otter 4821");
    EXPECT_EQ(matchIn(secrets, "d8205338fa53d72015aee294edf7a4bb"), "md5(lower(nospace))");
    EXPECT_EQ(secrets.all().digests.hasShort(), false);
}

TEST(DigestMatch, numbers)
{
    const SecretSet few = declared({"Jane.Doe@Example.org"});
    const auto match = [](const SecretSet &secrets, const char *value, const char *key) {
        const auto found = findNumber(secrets, secrets.all(), value, key);
        return found.empty() ? std::string() : found[0].match;
    };
    EXPECT_EQ(match(few, "6b759ad4", "em"), "crc32");
    EXPECT_EQ(match(few, "0x6b759ad4", "em"), "crc32");
    EXPECT_EQ(match(few, "1802869460", "crc"), "crc32");
    EXPECT_EQ(match(few, "1802869460", "time"), "") << "any number is the CRC of something";
    EXPECT_EQ(match(few, "6b759ad5", "crc"), "");
    EXPECT_EQ(match(few, "", "crc"), "");
    EXPECT_EQ(match(few, "99999999999999999999", "crc"), "");
    EXPECT_EQ(match(few, "-", "crc"), "");
    std::vector<std::string> lines{"Jane.Doe@Example.org"};
    for (int i = 0; i < 16; ++i)
        lines.push_back("secret number " + std::to_string(i));
    const SecretSet many = declared(lines);
    EXPECT_EQ(match(many, "6b759ad4", "em"), "");
    EXPECT_EQ(match(many, "6b759ad4", "hashed_email"), "crc32");
}
