// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/pirogue_records.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace telltale::attribution;
using Words = std::vector<std::string>;

namespace {

/// The process of each record; "-" for one that names none, "?" for what is no JSON.
Words read(std::string_view text)
{
    Words words;
    eachPirogueRecord(text, [&words](const simdjson::dom::element *record) {
        const std::string name(record == nullptr ? "?" : pirogueText(*record, "process"));
        words.push_back(name.empty() ? "-" : name);
    });
    return words;
}

} // namespace

TEST(PirogueRecords, anArrayOrALineForEach)
{
    EXPECT_EQ(read(R"([{"process":"a"},{"process":"b"},7])"), (Words{"a", "b", "-"}));
    EXPECT_EQ(read("{\"process\":\"a\"}\r\n \n{\"process\":\"b\"}"), (Words{"a", "b"}));
    EXPECT_EQ(read("{\"process\":7}\n{\"process\":\"b"), (Words{"-", "?"}));
    EXPECT_EQ(read("[]"), Words{});
    EXPECT_EQ(read(""), Words{});
    EXPECT_EQ(read("[{\"process\":\"a\"}"), Words{"?"});
}
