// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/window_index.h"

#include <algorithm>
#include <cstring>

namespace telltale::leak {

namespace {

constexpr unsigned filterBits = 18; // 32 KiB: stays in the first cache
constexpr std::size_t windowsTried = 64;
constexpr std::size_t bucketLimit = 256;

std::uint64_t loadWindow(const char *at, std::size_t size)
{
    std::uint64_t window = 0;
    std::memcpy(&window, at, size);
    return window;
}

std::uint64_t filterPlace(std::uint64_t window)
{
    return (window * 0x9E3779B97F4A7C15ULL) >> (64 - filterBits);
}

} // namespace

WindowIndex::WindowIndex() = default;

WindowIndex::Table::Table(std::size_t windowSize)
    : size(windowSize)
{
}

bool WindowIndex::Table::mayHold(std::uint64_t window) const
{
    const std::uint64_t place = filterPlace(window);
    return ((filter[place / 64] >> (place % 64)) & 1) != 0;
}

bool WindowIndex::Table::add(std::uint32_t number, std::string_view needle)
{
    filter.resize((std::size_t{1} << filterBits) / 64);
    // Addresses of one site begin alike, so the first window would gather them all: take the rarest.
    // From the end, where addresses differ.
    const std::size_t windows = needle.size() - size + 1;
    std::size_t best = SIZE_MAX;
    std::size_t bestOffset = 0;
    for (std::size_t i = 0; i < std::min(windows, windowsTried) && best > 0; ++i) {
        const std::size_t offset = windows - 1 - i;
        const auto it = entries.find(loadWindow(needle.data() + offset, size));
        const std::size_t count = it == entries.end() ? 0 : it->second.size();
        if (count < best) {
            best = count;
            bestOffset = offset;
        }
    }
    if (best >= bucketLimit)
        return false;
    const std::uint64_t window = loadWindow(needle.data() + bestOffset, size);
    entries[window].push_back({number, static_cast<std::uint32_t>(bestOffset)});
    filter[filterPlace(window) / 64] |= std::uint64_t{1} << (filterPlace(window) % 64);
    return true;
}

void WindowIndex::Table::find(std::string_view text, std::vector<Candidate> &found) const
{
    if (entries.empty() || text.size() < size)
        return;
    for (std::size_t at = 0; at + size <= text.size(); ++at) {
        const std::uint64_t window = loadWindow(text.data() + at, size);
        if (!mayHold(window))
            continue;
        const auto it = entries.find(window);
        if (it == entries.end())
            continue;
        for (const Entry &entry : it->second) {
            if (entry.offset <= at)
                found.push_back({entry.number, at - entry.offset});
        }
    }
}

bool WindowIndex::add(std::uint32_t number, std::string_view needle)
{
    if (needle.size() < shortestNeedle)
        return false;
    const bool added = needle.size() >= m_long.size ? m_long.add(number, needle) : m_short.add(number, needle);
    m_count += added ? 1 : 0;
    return added;
}

void WindowIndex::find(std::string_view text, std::vector<Candidate> &found) const
{
    m_long.find(text, found);
    m_short.find(text, found);
}

} // namespace telltale::leak
