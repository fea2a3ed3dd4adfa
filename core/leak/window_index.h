// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// Finds which of any number of needles may stand where in a text. The time depends on the text and
/// on the hits, not on the number of needles: each needle is filed under one window of 8 octets (4 for
/// short ones), the rarest it has, and a text is read window by window. Adding takes constant time.
class WindowIndex {
public:
    static constexpr std::size_t shortestNeedle = 4;

    /// Files @p needle, which has at least shortestNeedle octets, under its number. False where too
    /// many needles share all their windows; it is not filed then.
    bool add(std::uint32_t number, std::string_view needle);

    /// A needle whose window was seen so that it would begin at @p from.
    struct Candidate {
        std::uint32_t number = 0;
        std::size_t from = 0;
    };
    /// Appends the candidates of @p text. They are not compared with their needles yet.
    void find(std::string_view text, std::vector<Candidate> &found) const;

    [[nodiscard]] bool empty() const { return m_count == 0; }

private:
    struct Entry {
        std::uint32_t number;
        std::uint32_t offset; // of the window in the needle
        std::uint32_t next; // entry of the same window; none: the last one
    };
    struct Slot {
        std::uint64_t window = 0;
        std::uint32_t first = none; // entry; none: the slot is free
        std::uint32_t count = 0; // entries
    };
    /// Windows of one size, with a filter in front that rules most texts' windows out.
    template <std::size_t size>
    struct Table {
        bool add(std::uint32_t number, std::string_view needle);
        void find(std::string_view text, std::vector<Candidate> &found) const;

    private:
        void grow();
        [[nodiscard]] std::size_t slotOf(std::uint64_t window) const;

        std::vector<std::uint64_t> filter; // 16 bits or more a window, by the first bits of its hash
        unsigned filterShift = 64; // a hash's bits behind those
        std::vector<Slot> slots; // open addressing, half of them free at least
        std::size_t windows = 0;
        std::vector<Entry> entries;
    };

    static constexpr std::uint32_t none = UINT32_MAX;
    static constexpr std::size_t longWindow = 8;
    static constexpr std::size_t shortWindow = shortestNeedle;

    Table<longWindow> m_long;
    Table<shortWindow> m_short;
    std::size_t m_count = 0;
};

} // namespace telltale::leak
