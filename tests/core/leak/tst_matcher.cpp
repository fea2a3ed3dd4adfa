// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/matcher.h"

#include "leak/normalize.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using session::LeakKind;

namespace {

bool matches(LeakKind kind, const char *secret, const char *text)
{
    SecretSet secrets(10);
    secrets.add(kind, secret);
    return !findSecrets(secrets, secrets.all(), fold(text).text).empty();
}

struct Case {
    const char *secret;
    const char *text;
    bool match;
};

const Case phrases[] = {
    {"purple otter 4821", "purple otter 4821", true},
    {"purple otter 4821", "{\"w\":\"Purple+Otter%204821\"}", true},
    {"purple otter 4821", "purple otter 48215", false},
    {"purple otter 4821", "xpurple otter 4821", false},
    {"purple otter 4821", "purple otter", false},
    {"abortion clinic k\u00f6ln", "ABORTION CLINIC KO\u0308LN!", true},
    {"abortion clinic k\u00f6ln", "abortion%20clinic%20k%C3%B6ln", true},
    {"clinic", "clinic\u00e4", false},
    {"otter", "the otter.", true},
    {"otter", "otters", false},
    {"otter", "com.otter.app", false},
    {"otter", "www.otter.com", false},
    {"otter", "otter-sdk", false},
    {"otter", "https://otter/", false},
    {"otter", "/search/otter", true},
    {"sea otter", "www.sea otter.com", true},
    {"cat", "cat", true},
    {"cat", " cat ", true},
    {"cat", "the cat", false},
    {"c++ tutorial", "q=c%2B%2B+tutorial", true},
    {"\u5317\u4eac\u5929\u6c14", "\u4eca\u5929\u5317\u4eac\u5929\u6c14\u600e\u4e48\u6837", true},
    {"url\u7684domain\u89e3\u6790", "url\u7684domain\u89e3\u6790\u5931\u8d25", true},
};

const Case addresses[] = {
    {"https://clinic.example.org/a?case=7", "https://clinic.example.org/a?case=7", true},
    {"https://clinic.example.org/a?case=7", "http://clinic.example.org/a?case=7#x", true},
    {"https://clinic.example.org/a?case=7", "clinic.example.org/a?case=7", true},
    {"https://clinic.example.org/a?case=7", "u=https%3A%2F%2Fclinic.example.org%2Fa%3Fcase%3D7&r=1", true},
    {"https://clinic.example.org/a?case=7", "\"https://clinic.example.org/a?case=7\",", true},
    {"https://clinic.example.org/a?case=7", "https://clinic.example.org/a?case=7&utm_source=x", true},
    {"https://clinic.example.org/a?case=7", "https://clinic.example.org/a?case=77", false},
    {"https://clinic.example.org/a?case=7", "https://clinic.example.org/a", false},
    {"https://clinic.example.org/a", "https://clinic.example.org/a/", true},
    {"https://clinic.example.org/a/", "https://clinic.example.org/a", true},
    {"https://clinic.example.org/a", "https://clinic.example.org/a/b", false},
    {"https://clinic.example.org/a", "https://clinic.example.org/ab", false},
    {"https://clinic.example.org/a", "https://clinic.example.org/a.html", false},
    {"https://clinic.example.org/a", "https://clinic.example.org/a?page=2", false},
    {"https://clinic.example.org/a", "https://clinic.example.org/a?utm_source=x&gclid=1", true},
    {"https://clinic.example.org/a", "https://www.clinic.example.org/a", false},
    {"https://clinic.example.org/a", "https://myclinic.example.org/a", false},
    {"https://clinic.example.org/", "https://clinic.example.org/", true},
    {"https://clinic.example.org/", "https://clinic.example.org", true},
    {"https://clinic.example.org/", "clinic.example.org", true},
    {"https://clinic.example.org/", "https://clinic.example.org/#top", true},
    {"https://clinic.example.org/", "https://clinic.example.org/other", false},
    {"https://clinic.example.org/", "see https://clinic.example.org/", false},
};

} // namespace

TEST(Matcher, phrases)
{
    for (const Case &c : phrases)
        EXPECT_EQ(matches(LeakKind::searchQuery, c.secret, c.text), c.match) << c.secret << " in " << c.text;
}

TEST(Matcher, addresses)
{
    for (const Case &c : addresses)
        EXPECT_EQ(matches(LeakKind::visitedUrl, c.secret, c.text), c.match) << c.secret << " in " << c.text;
}

TEST(Matcher, eachSecretOnceAtItsFirstPlace)
{
    SecretSet secrets(10);
    secrets.add(LeakKind::searchQuery, "purple otter");
    secrets.add(LeakKind::searchQuery, "otter and");
    const auto found = findSecrets(secrets, secrets.all(), "a purple otter and a purple otter");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].range, (base::ByteRange{2, 14}));
    EXPECT_EQ(found[1].range, (base::ByteRange{9, 18}));
}
