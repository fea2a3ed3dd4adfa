// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/tnetstring.h"

#include <charconv>
#include <cmath>

namespace telltale::capture {

namespace {

constexpr int deepest = 64;

std::optional<TnetValue> take(std::string_view &input, int depth);

std::optional<std::vector<TnetValue>> takeAll(std::string_view payload, int depth)
{
    std::vector<TnetValue> items;
    while (!payload.empty()) {
        auto item = take(payload, depth + 1);
        if (!item)
            return std::nullopt;
        items.push_back(std::move(*item));
    }
    return items;
}

template <typename Number>
bool parseAll(std::string_view text, Number &number)
{
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    return status == std::errc{} && end == text.data() + text.size();
}

/// Fills @p value from the payload in front of the type character @p type.
bool fill(TnetValue &value, char type, std::string_view payload, int depth)
{
    using Kind = TnetValue::Kind;
    value.text = payload;
    switch (type) {
    case ',': // octets
    case ';': // Unicode
        value.kind = Kind::text;
        return true;
    case '~':
        return payload.empty();
    case '!':
        value.kind = Kind::boolean;
        value.boolean = payload == "true";
        return payload == "true" || payload == "false";
    case '#':
        value.kind = Kind::integer;
        // Python's integers have no bound; one beyond 64 bits is nothing Telltale needs.
        if (!parseAll(payload, value.integer))
            value.integer = 0;
        value.real = static_cast<double>(value.integer);
        return true;
    case '^':
        value.kind = Kind::real;
        return parseAll(payload, value.real) && std::isfinite(value.real);
    case ']':
    case '}': {
        auto items = takeAll(payload, depth);
        if (!items || (type == '}' && items->size() % 2 != 0))
            return false;
        value.kind = type == ']' ? Kind::list : Kind::dictionary;
        value.items = std::move(*items);
        return true;
    }
    default:
        return false;
    }
}

std::optional<TnetValue> take(std::string_view &input, int depth)
{
    std::size_t length = 0;
    const auto [colon, status] = std::from_chars(input.data(), input.data() + input.size(), length);
    const auto digits = static_cast<std::size_t>(colon - input.data());
    if (depth > deepest || status != std::errc{} || digits == input.size() || *colon != ':')
        return std::nullopt;
    const std::string_view rest = input.substr(digits + 1);
    if (rest.size() <= length) // the type character follows
        return std::nullopt;
    TnetValue value;
    if (!fill(value, rest[length], rest.substr(0, length), depth))
        return std::nullopt;
    input = rest.substr(length + 1);
    return value;
}

} // namespace

const TnetValue &TnetValue::operator[](std::string_view key) const
{
    static const TnetValue none;
    for (std::size_t i = 0; kind == Kind::dictionary && i + 1 < items.size(); i += 2) {
        if (items[i].text == key)
            return items[i + 1];
    }
    return none;
}

std::optional<TnetValue> takeTnetValue(std::string_view &input)
{
    return take(input, 0);
}

} // namespace telltale::capture
