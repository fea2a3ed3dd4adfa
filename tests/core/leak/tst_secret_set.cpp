// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/secret_set.h"

#include <gtest/gtest.h>

using namespace telltale;
using namespace telltale::leak;
using session::LeakKind;

TEST(SecretSet, theSameSecretIsKeptOnce)
{
    SecretSet secrets(100);
    const auto first = secrets.add(LeakKind::searchQuery, "Purple Otter");
    ASSERT_TRUE(first && first->fresh);
    const auto again = secrets.add(LeakKind::searchQuery, "purple+otter");
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->fresh);
    EXPECT_EQ(again->number, first->number);
    EXPECT_TRUE(secrets.add(LeakKind::declared, "purple otter")->fresh);
    EXPECT_EQ(secrets.size(), 2U);
    EXPECT_FALSE(secrets.add(LeakKind::declared, " \n"));
}

TEST(SecretSet, forms)
{
    SecretSet secrets(100);
    const auto form = [&](LeakKind kind, const char *text) { return secrets.secret(secrets.add(kind, text)->number); };
    const Secret page = form(LeakKind::visitedUrl, "https://Clinic.example.org/A/?x=1#top");
    EXPECT_EQ(page.form, SecretForm::address);
    EXPECT_EQ(page.folded, "clinic.example.org/a/?x=1");
    const Secret front = form(LeakKind::visitedUrl, "http://clinic.example.org/");
    EXPECT_EQ(front.form, SecretForm::root);
    EXPECT_TRUE(front.wholeOnly);
    EXPECT_EQ(front.folded, "clinic.example.org");
    EXPECT_EQ(form(LeakKind::declared, "https://a.org/b").form, SecretForm::address);
    EXPECT_EQ(form(LeakKind::searchQuery, "https://a.org/b").form, SecretForm::phrase);
    EXPECT_TRUE(form(LeakKind::searchQuery, "abc").wholeOnly);
    EXPECT_TRUE(form(LeakKind::searchQuery, "otter").oneWord);
    EXPECT_FALSE(form(LeakKind::searchQuery, "purple otter").oneWord);
    EXPECT_EQ(form(LeakKind::visitedUrl, "https://a.org/c%23d").folded, "a.org/c#d");
}

TEST(SecretSet, theLimitHolds)
{
    SecretSet secrets(2);
    EXPECT_TRUE(secrets.add(LeakKind::declared, "secret one"));
    EXPECT_TRUE(secrets.add(LeakKind::declared, "secret two"));
    EXPECT_FALSE(secrets.add(LeakKind::declared, "secret three"));
    EXPECT_TRUE(secrets.add(LeakKind::declared, "secret one"));
}

TEST(SecretSet, recentOnes)
{
    SecretSet secrets(10);
    secrets.add(LeakKind::declared, "secret one");
    EXPECT_TRUE(secrets.hasRecent());
    secrets.forgetRecent();
    EXPECT_FALSE(secrets.hasRecent());
    secrets.searchAgain(0);
    EXPECT_TRUE(secrets.hasRecent());
}

TEST(SecretSet, whoeverMakesTheHashesTheyAreTheSame)
{
    std::vector<DeclaredSecret> declared;
    for (int i = 0; i < 700; ++i)
        declared.push_back(parseSecret("purple otter " + std::to_string(1000 + i), "").value());
    SecretSet alone(1000), together(1000);
    alone.declare(declared);
    std::size_t pieces = 0;
    together.declare(declared, [&](std::size_t count, const std::function<void(std::size_t)> &work) {
        pieces += count;
        for (std::size_t i = count; i > 0; --i)
            work(i - 1);
    });
    EXPECT_GT(pieces, 1U);
    std::size_t found = 0;
    for (const std::uint32_t number : {0U, 1U, 249U, 250U, 499U, 500U, 699U}) {
        forEachDigest(spellingsOf(alone.secret(number)), HashDepth::deep,
            [&](const Spelling &, const Recipe &, const DigestValue &value) {
                if (value.size < shortestDigest)
                    return false;
                const auto secrets = together.all().digests.find(value.key());
                EXPECT_EQ(secrets, alone.all().digests.find(value.key()));
                EXPECT_EQ(secrets, std::vector<std::uint32_t>{number});
                ++found;
                return false;
            });
    }
    EXPECT_GT(found, 500U);
}
