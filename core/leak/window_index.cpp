// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/window_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace telltale::leak {

namespace {

constexpr std::size_t windowsTried = 64;
constexpr std::size_t bucketLimit = 256;
constexpr std::size_t fewestSlots = 64;
constexpr std::size_t filterBitsPerSlot = 8; // half of the slots are free: 16 a window

template <std::size_t size>
std::uint64_t loadWindow(const char *at)
{
    std::uint64_t window = 0;
    std::memcpy(&window, at, size);
    return window;
}

/// Its first bits are the best ones.
std::uint64_t hashOf(std::uint64_t window)
{
    return window * 0x9E3779B97F4A7C15ULL;
}

} // namespace

template <std::size_t size>
std::size_t WindowIndex::Table<size>::slotOf(std::uint64_t window) const
{
    // Not the bits of the filter, which windows that come so far have in common; any table has less than 2^32 slots.
    std::size_t at = (hashOf(window) >> 20) & (slots.size() - 1);
    while (slots[at].first != none && slots[at].window != window)
        at = (at + 1) & (slots.size() - 1);
    return at;
}

template <std::size_t size>
void WindowIndex::Table<size>::grow()
{
    const std::vector<Slot> old = std::exchange(slots, std::vector<Slot>(std::max(fewestSlots, slots.size() * 2)));
    const std::size_t bits = slots.size() * filterBitsPerSlot;
    filter.assign(bits / 64, 0);
    filterShift = 64 - static_cast<unsigned>(std::countr_zero(bits));
    for (const Slot &slot : old) {
        if (slot.first == none)
            continue;
        slots[slotOf(slot.window)] = slot;
        const std::uint64_t place = hashOf(slot.window) >> filterShift;
        filter[place / 64] |= std::uint64_t{1} << (place % 64);
    }
}

template <std::size_t size>
bool WindowIndex::Table<size>::add(std::uint32_t number, std::string_view needle)
{
    if (windows * 2 >= slots.size())
        grow();
    // Addresses of one site begin alike, so the first window would gather them all: take the rarest.
    // From the end, where addresses differ.
    const std::size_t there = needle.size() - size + 1;
    std::size_t best = SIZE_MAX;
    std::size_t bestOffset = 0;
    for (std::size_t i = 0; i < std::min(there, windowsTried) && best > 0; ++i) {
        const std::size_t offset = there - 1 - i;
        const std::size_t count = slots[slotOf(loadWindow<size>(needle.data() + offset))].count;
        if (count < best) {
            best = count;
            bestOffset = offset;
        }
    }
    if (best >= bucketLimit)
        return false;
    const std::uint64_t window = loadWindow<size>(needle.data() + bestOffset);
    Slot &slot = slots[slotOf(window)];
    windows += slot.first == none ? 1 : 0;
    entries.push_back({number, static_cast<std::uint32_t>(bestOffset), slot.first});
    slot = {window, static_cast<std::uint32_t>(entries.size() - 1), slot.count + 1};
    const std::uint64_t place = hashOf(window) >> filterShift;
    filter[place / 64] |= std::uint64_t{1} << (place % 64);
    return true;
}

template <std::size_t size>
void WindowIndex::Table<size>::find(std::string_view text, std::vector<Candidate> &found) const
{
    if (entries.empty() || text.size() < size)
        return;
    const std::uint64_t *const bits = filter.data();
    for (std::size_t at = 0; at + size <= text.size(); ++at) {
        const std::uint64_t window = loadWindow<size>(text.data() + at);
        const std::uint64_t place = hashOf(window) >> filterShift;
        if (((bits[place / 64] >> (place % 64)) & 1) == 0)
            continue;
        for (std::uint32_t i = slots[slotOf(window)].first; i != none; i = entries[i].next) {
            if (entries[i].offset <= at)
                found.push_back({entries[i].number, at - entries[i].offset});
        }
    }
}

bool WindowIndex::add(std::uint32_t number, std::string_view needle)
{
    if (needle.size() < shortestNeedle)
        return false;
    const bool added = needle.size() >= longWindow ? m_long.add(number, needle) : m_short.add(number, needle);
    m_count += added ? 1 : 0;
    return added;
}

void WindowIndex::find(std::string_view text, std::vector<Candidate> &found) const
{
    m_long.find(text, found);
    m_short.find(text, found);
}

} // namespace telltale::leak
