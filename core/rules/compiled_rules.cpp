// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/compiled_rules.h"

#include "rules/rule_fields.h"

#include <xxhash.h>

#include <algorithm>
#include <type_traits>

namespace telltale::rules {

namespace {

using IdentifierRules = std::vector<IdentifierRule>;

/// Numbers go into the data, so new ones come last.
template <typename Rules>
constexpr std::uint64_t kindOf = std::is_same_v<Rules, SearchRules> ? 1
    : std::is_same_v<Rules, AppRules>                               ? 2
    : std::is_same_v<Rules, IdentifierRules>                        ? 3
    : std::is_same_v<Rules, OrganisationRules>                      ? 4
    : std::is_same_v<Rules, IncognitoRules>                         ? 5
                                                                    : 6;

TextHash hashOf(std::string_view text)
{
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return {hash.high64, hash.low64};
}

template <typename Value>
struct IsList : std::false_type {
};
template <typename Value>
struct IsList<std::vector<Value>> : std::true_type {
};

template <typename Value>
struct IsPair : std::false_type {
};
template <typename First, typename Second>
struct IsPair<std::pair<First, Second>> : std::true_type {
};

/// Numbers in groups of seven bits, the lowest first; texts and lists behind their number of octets or members.
class Writer {
public:
    explicit Writer(std::string &out)
        : m_out(out)
    {
    }

    void number(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            m_out += static_cast<char>(value | 0x80);
        m_out += static_cast<char>(value);
    }

    template <typename Value>
    void put(const Value &value)
    {
        if constexpr (std::is_same_v<Value, std::string>) {
            number(value.size());
            m_out += value;
        } else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
            number(static_cast<std::uint64_t>(value));
        } else if constexpr (IsList<Value>::value) {
            number(value.size());
            for (const auto &member : value)
                put(member);
        } else if constexpr (IsPair<Value>::value) {
            put(value.first);
            put(value.second);
        } else {
            std::apply([this](const auto &...fields) { (put(fields), ...); }, fieldsOf(value));
        }
    }

private:
    std::string &m_out;
};

/// The way back. What is behind the end is empty, and damaged().
class Reader {
public:
    explicit Reader(std::string_view data)
        : m_rest(data)
    {
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_rest.empty())
                break;
            const auto octet = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t{octet & 0x7FU} << shift;
            if (octet < 0x80)
                return value;
        }
        m_damaged = true;
        return 0;
    }

    std::string_view octets(std::uint64_t count)
    {
        m_damaged |= count > m_rest.size();
        const std::string_view taken = m_rest.substr(0, m_damaged ? 0 : static_cast<std::size_t>(count));
        m_rest.remove_prefix(taken.size());
        return taken;
    }

    template <typename Value>
    void take(Value &value)
    {
        if constexpr (std::is_same_v<Value, std::string>) {
            value = octets(number());
        } else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
            value = static_cast<Value>(number());
        } else if constexpr (IsList<Value>::value) {
            const std::uint64_t count = number();
            m_damaged |= count > m_rest.size(); // a member has one octet at least
            value.reserve(m_damaged ? 0 : static_cast<std::size_t>(count));
            for (std::uint64_t i = 0; i < count && !m_damaged; ++i)
                take(value.emplace_back());
        } else if constexpr (IsPair<Value>::value) {
            take(value.first);
            take(value.second);
        } else {
            std::apply([this](auto &...fields) { (take(fields), ...); }, fieldsOf(value));
        }
    }

    [[nodiscard]] bool damaged() const { return m_damaged; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_damaged = false;
};

} // namespace

template <typename Rules>
void CompiledRulesWriter::add(std::string_view text, const Rules &rules)
{
    std::string packed;
    if constexpr (std::is_same_v<Rules, TrackerService>) {
        TrackerService service = rules;
        service.file.clear();
        Writer(packed).put(service);
    } else {
        Writer(packed).put(rules);
    }
    const TextHash hash = hashOf(text);
    Writer out(m_data);
    out.number(hash.first);
    out.number(hash.second);
    out.number(kindOf<Rules>);
    out.put(packed);
}

CompiledRules::CompiledRules(std::string_view data)
{
    for (Reader in(data); !in.atEnd() && !in.damaged();) {
        TextHash hash;
        in.take(hash);
        File file;
        file.kind = in.number();
        file.rules = in.octets(in.number());
        if (!in.damaged())
            m_files.emplace(hash, file);
    }
}

template <typename Rules>
std::optional<Rules> CompiledRules::find(std::string_view text) const
{
    const auto found = m_files.find(hashOf(text));
    if (found == m_files.end() || found->second.kind != kindOf<Rules>)
        return std::nullopt;
    Rules rules;
    Reader in(found->second.rules);
    in.take(rules);
    return in.damaged() || !in.atEnd() ? std::nullopt : std::optional<Rules>(std::move(rules));
}

const CompiledRules &CompiledRules::builtIn()
{
    static const CompiledRules rules(builtInRuleData());
    return rules;
}

template void CompiledRulesWriter::add(std::string_view, const SearchRules &);
template void CompiledRulesWriter::add(std::string_view, const AppRules &);
template void CompiledRulesWriter::add(std::string_view, const IdentifierRules &);
template void CompiledRulesWriter::add(std::string_view, const OrganisationRules &);
template void CompiledRulesWriter::add(std::string_view, const IncognitoRules &);
template void CompiledRulesWriter::add(std::string_view, const TrackerService &);
template std::optional<SearchRules> CompiledRules::find(std::string_view) const;
template std::optional<AppRules> CompiledRules::find(std::string_view) const;
template std::optional<IdentifierRules> CompiledRules::find(std::string_view) const;
template std::optional<OrganisationRules> CompiledRules::find(std::string_view) const;
template std::optional<IncognitoRules> CompiledRules::find(std::string_view) const;
template std::optional<TrackerService> CompiledRules::find(std::string_view) const;

} // namespace telltale::rules
