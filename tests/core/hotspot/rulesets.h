// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/ruleset.h"

#include <gtest/gtest.h>
#include <string>

namespace telltale::hotspot::test {

inline std::string chain(const std::string &family, const std::string &table, const std::string &name,
    const std::string &hook = {}, const std::string &policy = "accept")
{
    const std::string base =
        hook.empty() ? "" : R"(,"type":"filter","prio":0,"hook":")" + hook + R"(","policy":")" + policy + "\"";
    return R"({"chain":{"family":")" + family + R"(","table":")" + table + R"(","name":")" + name + "\"" + base + "}}";
}

/// @p expressions: what stands between the brackets of "expr".
inline std::string rule(
    const std::string &family, const std::string &table, const std::string &of, const std::string &expressions)
{
    return R"({"rule":{"family":")" + family + R"(","table":")" + table + R"(","chain":")" + of + R"(","expr":[)"
        + expressions + "]}}";
}

inline std::string interfaceIs(const std::string &key, const std::string &name, const std::string &operation = "==")
{
    return R"({"match":{"op":")" + operation + R"(","left":{"meta":{"key":")" + key + R"("}},"right":")" + name
        + "\"}}";
}

inline std::string portIs(const std::string &protocol, const std::string &right)
{
    return R"({"match":{"op":"==","left":{"payload":{"protocol":")" + protocol + R"(","field":"dport"}},"right":)"
        + right + "}}";
}

inline std::string json(const std::vector<std::string> &items)
{
    std::string text = R"({"nftables":[{"metainfo":{"json_schema_version":1}})";
    for (const std::string &item : items)
        text += "," + item;
    return text + "]}";
}

inline Ruleset ruleset(const std::vector<std::string> &items)
{
    auto parsed = parseRuleset(json(items));
    EXPECT_TRUE(parsed.ok());
    return parsed.ok() ? parsed.value() : Ruleset{};
}

} // namespace telltale::hotspot::test
