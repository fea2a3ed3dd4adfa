// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/identifier_reuse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <tuple>

namespace telltale::leak {

namespace {

constexpr std::size_t shortest = 8;
constexpr std::size_t longest = 256;
constexpr double leastBits = 24;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Seconds, milliseconds or microseconds since 1970, between 2001 and 2036.
bool isTime(std::string_view text)
{
    constexpr std::uint64_t from = 1'000'000'000;
    constexpr std::uint64_t to = 2'100'000'000;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return false;
    for (const std::uint64_t unit : {std::uint64_t{1}, std::uint64_t{1'000}, std::uint64_t{1'000'000}}) {
        if (number >= from * unit && number < to * unit)
            return true;
    }
    return false;
}

/// Shannon's, of all characters together, in bit; 0 for less than five different ones.
double entropy(std::string_view text)
{
    constexpr std::ptrdiff_t fewest = 5;
    std::array<std::size_t, 256> count{};
    for (const char c : text)
        ++count[static_cast<unsigned char>(c)];
    if (std::count_if(count.begin(), count.end(), [](std::size_t n) { return n != 0; }) < fewest)
        return 0;
    const auto size = static_cast<double>(text.size());
    double bits = 0;
    for (const std::size_t n : count) {
        if (n != 0)
            bits += static_cast<double>(n) * std::log2(size / static_cast<double>(n));
    }
    return bits;
}

auto order(const session::Leak &leak)
{
    return std::tie(leak.time, leak.exchange);
}

} // namespace

bool isWorthLookingFor(std::string_view identifier)
{
    if (identifier.size() < shortest || identifier.size() > longest || isTime(identifier))
        return false;
    const bool mixed =
        std::any_of(identifier.begin(), identifier.end(), isDigit) || identifier.find('@') != std::string_view::npos;
    return mixed && entropy(identifier) >= leastBits;
}

bool IdentifierReuse::isNews(std::uint32_t number, const std::string &recipient, bool inPrivate, base::Timestamp time,
    const session::ExchangeId &exchange) const
{
    const auto known = m_sights.find({number, recipient, inPrivate});
    return known == m_sights.end() || std::tie(time, exchange) < order(known->second.leak);
}

void IdentifierReuse::see(std::uint32_t number, const std::string &recipient, bool inPrivate, Sight sight)
{
    m_touched.insert(number);
    m_sights.insert_or_assign(Key{number, recipient, inPrivate}, std::move(sight));
}

std::vector<IdentifierReuse::Sight> IdentifierReuse::take(std::uint32_t number, const std::string &owner)
{
    std::map<std::string, const Sight *> first; // of each recipient
    for (auto it = m_sights.lower_bound({number, {}, false}); it != m_sights.end() && it->first.number == number;
         ++it) {
        const auto &[key, sight] = *it;
        if (key.recipient == owner && key.inPrivate)
            continue;
        const Sight *&best = first[key.recipient];
        if (best == nullptr || order(sight.leak) < order(best->leak))
            best = &sight;
    }
    std::vector<Sight> leaks;
    for (const auto &[recipient, sight] : first) {
        if (m_given.emplace(number, recipient).second)
            leaks.push_back(*sight);
    }
    return leaks;
}

const std::set<std::uint32_t> &IdentifierReuse::startOver()
{
    m_sights.clear();
    return m_watched;
}

} // namespace telltale::leak
