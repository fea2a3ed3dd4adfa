// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace telltale::leak {

/// Which secrets have a digest that begins with given octets. A look-up costs the same however many
/// there are. Holds 8 octets a digest: the digest's first 46 bits and the secret's number, so that
/// four million digests (10 000 declared secrets) take about 50 MB. What it answers is a candidate
/// and is made again to be compared in full.
class DigestIndex {
public:
    static constexpr unsigned numberBits = 18;
    static constexpr std::uint32_t mostSecrets = 1U << numberBits;

    /// Files digests of 8 octets or more by their first 8; @p secret is below mostSecrets.
    void add(std::uint64_t key, std::uint32_t secret);
    /// Files digests of 4 octets.
    void addShort(std::uint32_t value, std::uint32_t secret);
    /// Makes room for that many at once.
    void expect(std::size_t digests);

    /// Digests to be filed together: in the order of the memory they go to, which takes a tenth of the time.
    class Batch {
    public:
        /// As DigestIndex::add() and addShort().
        void add(std::uint64_t key, std::uint32_t secret);
        void addShort(std::uint32_t value, std::uint32_t secret) { m_short.emplace_back(value, secret); }
        /// Keeps the memory for further ones.
        void clear();

    private:
        friend class DigestIndex;
        std::array<std::vector<std::uint64_t>, 256> m_parts; // entries, by the first octet of their digests
        std::vector<std::pair<std::uint32_t, std::uint32_t>> m_short;
    };
    /// The same as filing each of them.
    void add(const std::vector<Batch> &batches);

    /// The secrets that may have it, ascending, each once.
    [[nodiscard]] std::vector<std::uint32_t> find(std::uint64_t key) const;
    [[nodiscard]] const std::vector<std::uint32_t> *findShort(std::uint32_t value) const;
    [[nodiscard]] bool empty() const { return m_count == 0 && m_short.empty(); }
    [[nodiscard]] bool hasShort() const { return !m_short.empty(); }

private:
    [[nodiscard]] std::size_t placeOf(std::uint64_t key) const;
    void put(std::uint64_t entry);

    std::vector<std::uint64_t> m_entries; // 0: free
    std::size_t m_count = 0;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_short;
};

} // namespace telltale::leak
