// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace telltale::leak {

/// Finds which of any number of needles may stand where in a text. The time depends on the text and
/// on the hits, not on the number of needles: each needle is filed under one window of 8 octets (4 for
/// short ones), the rarest it has, and a text is read window by window. Adding takes constant time.
class WindowIndex {
public:
    static constexpr std::size_t shortestNeedle = 4;

    WindowIndex();

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
    };
    /// Windows of one size, with a filter in front that rules most texts' windows out.
    struct Table {
        explicit Table(std::size_t windowSize);
        bool add(std::uint32_t number, std::string_view needle);
        void find(std::string_view text, std::vector<Candidate> &found) const;
        [[nodiscard]] bool mayHold(std::uint64_t window) const;

        std::size_t size;
        std::vector<std::uint64_t> filter;
        std::unordered_map<std::uint64_t, std::vector<Entry>> entries;
    };

    Table m_long{8};
    Table m_short{4};
    std::size_t m_count = 0;
};

} // namespace telltale::leak
