// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/toml_document.h"

#include <toml++/toml.h>

#include <fstream>
#include <iterator>

namespace telltale::rules {

namespace {

constexpr std::size_t maximumFileBytes = 8U << 20;

void place(TomlValue &value, const toml::node &node)
{
    value.line = node.source().begin.line;
    value.column = node.source().begin.column;
}

// Nesting is bounded by toml++ itself (TOML_MAX_NESTED_VALUES), so this recursion is too.
TomlValue convert(const toml::node &node)
{
    TomlValue value;
    place(value, node);
    if (const auto *text = node.as_string()) {
        value.data = text->get();
    } else if (const auto *number = node.as_integer()) {
        value.data = number->get();
    } else if (const auto *flag = node.as_boolean()) {
        value.data = flag->get();
    } else if (const auto *array = node.as_array()) {
        TomlValue::Array items;
        for (const toml::node &item : *array)
            items.push_back(convert(item));
        value.data = std::move(items);
    } else if (const auto *table = node.as_table()) {
        TomlValue::Table members;
        for (const auto &[key, member] : *table)
            members.push_back({std::string(key.str()), convert(member)});
        value.data = std::move(members);
    }
    return value;
}

} // namespace

base::Error ruleError(
    const std::string &fileName, const TomlValue &at, const std::string &problem, const std::string &remedy)
{
    const std::string where = fileName + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    return {base::ErrorKind::input, where + ": " + problem, remedy};
}

base::Result<TomlValue> parseToml(std::string_view text, const std::string &fileName)
{
    try {
        const toml::table table = toml::parse(text, fileName);
        return convert(table);
    } catch (const toml::parse_error &error) {
        TomlValue at;
        at.line = error.source().begin.line;
        at.column = error.source().begin.column;
        return ruleError(fileName, at, std::string(error.description()) + ".", "Mend the TOML syntax at this place.");
    } catch (const std::exception &error) {
        return ruleError(fileName, {}, std::string(error.what()) + ".", "Mend the file.");
    }
}

base::Result<std::string> readRuleFile(const std::string &path)
{
    const std::string remedy = "Install the rule files, or set TELLTALE_RULES to the folder that holds them.";
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return base::Error{base::ErrorKind::input, "The rule file " + path + " could not be opened.", remedy};
    std::string text;
    char chunk[65536];
    while (file.read(chunk, sizeof chunk) || file.gcount() > 0) {
        text.append(chunk, static_cast<std::size_t>(file.gcount()));
        if (text.size() > maximumFileBytes)
            return base::Error{base::ErrorKind::input, "The rule file " + path + " is larger than 8 MiB.",
                "Split it, or remove what is not a rule."};
    }
    if (file.bad())
        return base::Error{base::ErrorKind::input, "The rule file " + path + " could not be read.", remedy};
    return text;
}

} // namespace telltale::rules
