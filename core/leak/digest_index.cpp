// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest_index.h"

#include <algorithm>
#include <tuple>

namespace telltale::leak {

namespace {

constexpr std::uint64_t numberMask = (std::uint64_t{1} << DigestIndex::numberBits) - 1;

std::uint64_t entryOf(std::uint64_t key, std::uint32_t secret)
{
    return (key & ~numberMask) | (secret & numberMask);
}

} // namespace

std::size_t DigestIndex::placeOf(std::uint64_t key) const
{
    // Digests are evenly spread, so their first bits are as good as a hash of them.
    return static_cast<std::size_t>((key >> 32) * m_entries.size() >> 32);
}

void DigestIndex::put(std::uint64_t entry)
{
    std::size_t at = placeOf(entry);
    while (m_entries[at] != 0 && m_entries[at] != entry)
        at = at + 1 == m_entries.size() ? 0 : at + 1;
    m_count += m_entries[at] == 0 ? 1 : 0;
    m_entries[at] = entry;
}

void DigestIndex::expect(std::size_t digests)
{
    const std::size_t wanted = (m_count + digests) * 3 / 2 + 16;
    if (wanted <= m_entries.size() || (m_count + digests) >= UINT32_MAX / 2)
        return;
    std::vector<std::uint64_t> old(wanted, 0);
    old.swap(m_entries);
    m_count = 0;
    for (const std::uint64_t entry : old) {
        if (entry != 0)
            put(entry);
    }
}

void DigestIndex::add(std::uint64_t key, std::uint32_t secret)
{
    if (m_count * 4 >= m_entries.size() * 3)
        expect(m_count / 2 + 64);
    const std::uint64_t entry = entryOf(key, secret);
    if (entry != 0) // a digest of 46 zero bits: there is none to be expected in 2^46
        put(entry);
}

void DigestIndex::Batch::add(std::uint64_t key, std::uint32_t secret)
{
    if (const std::uint64_t entry = entryOf(key, secret); entry != 0)
        m_parts[key >> 56].push_back(entry);
}

void DigestIndex::Batch::clear()
{
    for (auto &part : m_parts)
        part.clear();
    m_short.clear();
}

void DigestIndex::add(const std::vector<Batch> &batches)
{
    std::size_t digests = 0;
    std::size_t shorts = 0;
    for (const Batch &batch : batches) {
        shorts += batch.m_short.size();
        for (const auto &part : batch.m_parts)
            digests += part.size();
    }
    expect(digests);
    m_short.reserve(m_short.size() + shorts);
    // Entries of one part lie side by side in the table: it is filled from its beginning to its end.
    for (std::size_t part = 0; part < std::tuple_size_v<decltype(Batch::m_parts)>; ++part) {
        for (const Batch &batch : batches) {
            for (const std::uint64_t entry : batch.m_parts[part])
                put(entry);
        }
    }
    for (const Batch &batch : batches) {
        for (const auto &[value, secret] : batch.m_short)
            addShort(value, secret);
    }
}

void DigestIndex::addShort(std::uint32_t value, std::uint32_t secret)
{
    std::vector<std::uint32_t> &secrets = m_short[value];
    if (std::find(secrets.begin(), secrets.end(), secret) == secrets.end())
        secrets.push_back(secret);
}

std::vector<std::uint32_t> DigestIndex::find(std::uint64_t key) const
{
    std::vector<std::uint32_t> secrets;
    if (m_count == 0)
        return secrets;
    // Both ends of the place's bits differ by the number only, which placeOf() does not read.
    for (std::size_t at = placeOf(key); m_entries[at] != 0; at = at + 1 == m_entries.size() ? 0 : at + 1) {
        if ((m_entries[at] ^ key) <= numberMask)
            secrets.push_back(static_cast<std::uint32_t>(m_entries[at] & numberMask));
    }
    std::sort(secrets.begin(), secrets.end());
    return secrets;
}

const std::vector<std::uint32_t> *DigestIndex::findShort(std::uint32_t value) const
{
    const auto found = m_short.find(value);
    return found == m_short.end() ? nullptr : &found->second;
}

} // namespace telltale::leak
