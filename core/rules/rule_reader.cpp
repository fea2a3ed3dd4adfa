// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/rule_reader.h"

#include <algorithm>

namespace telltale::rules {

namespace {

std::string quoted(std::string_view key)
{
    return "\"" + std::string(key) + "\"";
}

} // namespace

RuleReader::RuleReader(const TomlValue &table, std::string fileName)
    : m_table(&table)
    , m_fileName(std::move(fileName))
{
    if (!std::holds_alternative<TomlValue::Table>(table.data))
        m_error = ruleError(
            m_fileName, table, "A table is needed here.", "Write the rule as [[name]] with key = value lines.");
}

const TomlValue *RuleReader::member(std::string_view key) const
{
    if (m_error)
        return nullptr;
    for (const auto &[name, value] : std::get<TomlValue::Table>(m_table->data)) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

void RuleReader::refuse(std::string_view key, const std::string &problem, const std::string &remedy)
{
    if (m_error)
        return;
    const TomlValue *value = member(key);
    m_error = ruleError(m_fileName, value != nullptr ? *value : *m_table, quoted(key) + " " + problem, remedy);
}

void RuleReader::adopt(const RuleReader &inner)
{
    if (!m_error)
        m_error = inner.error();
}

void RuleReader::allowOnly(std::initializer_list<std::string_view> keys)
{
    if (m_error)
        return;
    for (const auto &[name, value] : std::get<TomlValue::Table>(m_table->data)) {
        if (std::find(keys.begin(), keys.end(), name) != keys.end())
            continue;
        std::string known;
        for (const std::string_view key : keys)
            known += (known.empty() ? "" : ", ") + std::string(key);
        m_error = ruleError(m_fileName, value, quoted(name) + " is not known here.", "Use one of: " + known + ".");
        return;
    }
}

std::string RuleReader::optionalText(std::string_view key)
{
    const TomlValue *value = member(key);
    if (value == nullptr)
        return {};
    if (const auto *text = std::get_if<std::string>(&value->data))
        return *text;
    refuse(key, "must be a string.", "Write " + std::string(key) + " = \"…\".");
    return {};
}

std::string RuleReader::text(std::string_view key)
{
    std::string value = optionalText(key);
    if (value.empty())
        refuse(key, "is missing or empty.", "Write " + std::string(key) + " = \"…\".");
    return value;
}

std::string RuleReader::oneOf(std::string_view key, std::span<const std::string_view> words)
{
    std::string given = text(key);
    if (std::find(words.begin(), words.end(), given) == words.end())
        refuseWord(key, given, words);
    return given;
}

void RuleReader::refuseWord(std::string_view key, const std::string &given, std::span<const std::string_view> known)
{
    if (given.empty())
        return; // is missing, or need not be there
    std::string words;
    for (const std::string_view word : known)
        words += (words.empty() ? "" : ", ") + std::string(word);
    refuse(key, "is \"" + given + "\", which is not known.", "Use one of: " + words + ".");
}

std::vector<std::string> RuleReader::list(std::string_view key, bool needed)
{
    const std::string remedy = "Write " + std::string(key) + " = [\"…\"].";
    const TomlValue *value = member(key);
    std::vector<std::string> result;
    if (value != nullptr) {
        const auto *items = std::get_if<TomlValue::Array>(&value->data);
        for (const TomlValue &item : items != nullptr ? *items : TomlValue::Array{}) {
            const auto *text = std::get_if<std::string>(&item.data);
            if (text == nullptr || text->empty()) {
                refuse(key, "must hold strings that are not empty.", remedy);
                return {};
            }
            result.push_back(*text);
        }
        if (items == nullptr)
            refuse(key, "must be a list of strings.", remedy);
    }
    if (needed && result.empty())
        refuse(key, "is missing or empty.", remedy);
    return result;
}

std::vector<std::string> RuleReader::texts(std::string_view key)
{
    return list(key, true);
}

std::vector<std::string> RuleReader::optionalTexts(std::string_view key)
{
    return list(key, false);
}

std::int64_t RuleReader::integer(
    std::string_view key, std::int64_t minimum, std::int64_t maximum, std::int64_t fallback)
{
    const TomlValue *value = member(key);
    if (value == nullptr)
        return fallback;
    const auto *number = std::get_if<std::int64_t>(&value->data);
    if (number != nullptr && *number >= minimum && *number <= maximum)
        return *number;
    refuse(key, "must be a whole number from " + std::to_string(minimum) + " to " + std::to_string(maximum) + ".",
        "Write such a number.");
    return fallback;
}

std::vector<RuleReader> RuleReader::tables(std::string_view key)
{
    const TomlValue *value = member(key);
    std::vector<RuleReader> result;
    if (value == nullptr)
        return result;
    const auto *items = std::get_if<TomlValue::Array>(&value->data);
    if (items == nullptr) {
        refuse(key, "must be an array of tables.", "Write [[" + std::string(key) + "]] above each rule.");
        return result;
    }
    for (const TomlValue &item : *items)
        result.emplace_back(item, m_fileName);
    return result;
}

std::vector<std::pair<std::string, std::string>> RuleReader::textMembers(std::string_view key)
{
    const TomlValue *value = member(key);
    std::vector<std::pair<std::string, std::string>> result;
    if (value == nullptr)
        return result;
    const auto *table = std::get_if<TomlValue::Table>(&value->data);
    for (const auto &[name, item] : table != nullptr ? *table : TomlValue::Table{}) {
        const auto *text = std::get_if<std::string>(&item.data);
        if (text == nullptr) {
            refuse(key, "must hold strings only.", "Write NAME = \"…\" lines below [" + std::string(key) + "].");
            return {};
        }
        result.emplace_back(name, *text);
    }
    if (table == nullptr)
        refuse(key, "must be a table.", "Write [" + std::string(key) + "] and NAME = \"…\" lines below it.");
    return result;
}

} // namespace telltale::rules
