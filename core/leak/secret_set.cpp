// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/secret_set.h"

#include "leak/normalize.h"

#include <algorithm>

namespace telltale::leak {

namespace {

constexpr std::size_t longestSecret = 16384;

bool isHttpUrl(std::string_view folded)
{
    if (!folded.starts_with("http://") && !folded.starts_with("https://"))
        return false;
    const std::string_view bare = bareAddress(folded);
    return !bare.empty() && bare.substr(0, bare.find_first_of("/?")).find(' ') == std::string_view::npos;
}

bool isWordOctet(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view whiteSpace = " \t\r\n\v\f";
    const std::size_t from = text.find_first_not_of(whiteSpace);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(whiteSpace) + 1 - from);
}

bool isOneWord(std::string_view folded)
{
    return std::all_of(folded.begin(), folded.end(), isWordOctet);
}

} // namespace

Secret describeSecret(session::LeakKind kind, std::string_view text)
{
    text = text.substr(0, longestSecret);
    // A fragment is cut off before folding: "%23" is part of a path.
    const bool url = kind != session::LeakKind::searchQuery && isHttpUrl(foldedSecret(text.substr(0, text.find('#'))));
    std::string folded = foldedSecret(url ? text.substr(0, text.find('#')) : text);
    Secret secret;
    secret.kind = kind;
    secret.text = trimmed(text);
    if (url) {
        const std::string_view bare = bareAddress(folded);
        secret.what = SecretKind::url;
        secret.form = bare.find_first_of("/?") == std::string_view::npos ? SecretForm::root : SecretForm::address;
        // A host has no '#', but "%23" becomes one by folding.
        secret.folded = secret.form == SecretForm::root ? bare.substr(0, bare.find('#')) : bare;
    } else {
        secret.oneWord = isOneWord(folded);
        secret.folded = std::move(folded);
    }
    secret.wholeOnly = secret.form == SecretForm::root || secret.folded.size() < WindowIndex::shortestNeedle;
    return secret;
}

namespace {

/// Vectorscan refuses very long texts, and windows find them as well.
constexpr std::size_t longestLiteral = 512;
constexpr std::ptrdiff_t fewestGaps = 2; // "new york" joined is a place on any map
/// Vectorscan reads a few needles' texts at some GB/s; with thousands it falls far behind windows, which do not mind
/// how many there are (45 000: 6 to 60 MB/s against 250 to 700, and a second to compile).
constexpr std::size_t mostCompiled = 256;

constexpr std::size_t digestsEach = 91; // of 8 octets or more, of a spelling, see forEachDigest()
constexpr std::size_t secretsAtOnce = 2500; // a million digests
constexpr std::size_t secretsInBatch = 250; // that one worker makes the digests of, before it takes others

/// Gives what secrets' digests are filed with to @p target, an index of digests or a batch for one.
template <typename Target>
void addDigests(Target &target, const Secret &secret, std::uint32_t number, const std::vector<Spelling> &spellings)
{
    // Hashes of words that every phone sends, and of front pages, say nothing.
    if (secret.wholeOnly)
        return;
    const bool declared = secret.kind == session::LeakKind::declared;
    forEachDigest(spellings, declared ? HashDepth::deep : HashDepth::shallow,
        [&](const Spelling &, const Recipe &, const DigestValue &value) {
            if (value.size >= shortestDigest)
                target.add(value.key(), number);
            else
                target.addShort(static_cast<std::uint32_t>(value.key()), number);
            return false;
        });
}

} // namespace

std::string_view bareAddress(std::string_view folded)
{
    if (folded.starts_with("http://"))
        folded.remove_prefix(7);
    else if (folded.starts_with("https://"))
        folded.remove_prefix(8);
    if (folded.ends_with('/'))
        folded.remove_suffix(1);
    return folded;
}

std::vector<Spelling> spellingsOf(const Secret &secret)
{
    if (secret.kind == session::LeakKind::declared)
        return spellingsOf(secret.what, secret.text);
    return harvestedSpellings(secret.form != SecretForm::phrase, secret.text);
}

SecretSet::SecretSet(std::size_t limit)
    : m_limit(std::min<std::size_t>(limit, DigestIndex::mostSecrets))
{
}

std::optional<SecretSet::Added> SecretSet::add(session::LeakKind kind, std::string_view text)
{
    Secret secret = describeSecret(kind, text.substr(0, longestSecret));
    const auto spellings = spellingsOf(secret);
    return put(std::move(secret), spellings, Filing::atOnce);
}

std::vector<std::optional<SecretSet::Added>> SecretSet::declare(
    const std::vector<DeclaredSecret> &secrets, const Workers &workers)
{
    std::vector<std::optional<Added>> added;
    for (const DeclaredSecret &declared : secrets) {
        Secret secret =
            describeSecret(session::LeakKind::declared, std::string_view(declared.text).substr(0, longestSecret));
        secret.what = secret.form != SecretForm::phrase ? SecretKind::url : declared.kind;
        secret.wholeOnly |= weaknessOf(declared).has_value();
        const auto spellings = spellingsOf(secret);
        added.push_back(put(std::move(secret), spellings, Filing::together));
    }
    fileDeclaredDigests(workers);
    compileLiterals();
    return added;
}

std::optional<SecretSet::Added> SecretSet::put(Secret secret, const std::vector<Spelling> &spellings, Filing filing)
{
    if (secret.folded.empty())
        return std::nullopt;
    std::string key =
        std::to_string(static_cast<int>(secret.kind)) + std::to_string(static_cast<int>(secret.form)) + secret.folded;
    if (const auto it = m_known.find(key); it != m_known.end())
        return Added{it->second, false};
    const auto number = static_cast<std::uint32_t>(m_secrets.size());
    if (m_secrets.size() >= m_limit)
        return std::nullopt;
    addNeedles(secret, number, spellings);
    if (!file(m_all, secret, filing)) {
        m_needles.resize(secret.firstNeedle);
        return std::nullopt;
    }
    if (filing == Filing::atOnce) {
        file(m_recent, secret, filing);
        struct Both {
            DigestIndex &all;
            DigestIndex &recent;
            void add(std::uint64_t key, std::uint32_t of) { all.add(key, of), recent.add(key, of); }
            void addShort(std::uint32_t value, std::uint32_t of)
            {
                all.addShort(value, of), recent.addShort(value, of);
            }
        } both{m_all.digests, m_recent.digests};
        addDigests(both, secret, number, spellings);
    }
    m_declared += secret.kind == session::LeakKind::declared ? 1 : 0;
    m_secrets.push_back(std::move(secret));
    m_known.emplace(std::move(key), number);
    return Added{number, true};
}

void SecretSet::addNeedles(Secret &secret, std::uint32_t number, const std::vector<Spelling> &spellings)
{
    secret.firstNeedle = static_cast<std::uint32_t>(m_needles.size());
    m_needles.push_back({number, secret.folded, "", secret.oneWord});
    // What an address looks like without its scheme is found with it; back to front it is another text.
    const bool all = secret.form == SecretForm::phrase;
    if (!secret.wholeOnly) {
        for (const Spelling &spelling : spellings) {
            if (!all && spelling.name != "reversed")
                continue;
            std::string folded = spelling.literal ? foldedSecret(spelling.text) : std::string();
            if (folded.size() < WindowIndex::shortestNeedle)
                continue;
            const auto known = std::find_if(m_needles.begin() + secret.firstNeedle, m_needles.end(),
                [&](const Needle &needle) { return needle.folded == folded; });
            if (known == m_needles.end())
                m_needles.push_back({number, folded, spelling.name, isOneWord(folded)});
        }
    }
    secret.needles = static_cast<std::uint32_t>(m_needles.size()) - secret.firstNeedle;
}

bool SecretSet::file(Index &index, const Secret &secret, Filing filing)
{
    if (secret.wholeOnly) {
        index.wholes[secret.folded].push_back(secret.firstNeedle);
        if (secret.form == SecretForm::phrase)
            index.longestWhole = std::max(index.longestWhole, secret.folded.size());
        return true;
    }
    for (std::uint32_t i = 0; i < secret.needles; ++i) {
        const Needle &needle = m_needles[secret.firstNeedle + i];
        if (filing == Filing::together && needle.folded.size() <= longestLiteral)
            continue;
        if (!index.windows.add(secret.firstNeedle + i, needle.folded) && i == 0)
            return false;
    }
    if (secret.kind == session::LeakKind::searchQuery
        && std::count(secret.folded.begin(), secret.folded.end(), ' ') >= fewestGaps)
        index.slugs[secret.folded].push_back(secret.firstNeedle);
    return true;
}

void SecretSet::fileDeclaredDigests(const Workers &workers)
{
    std::size_t spellings = 0;
    for (const Secret &secret : m_secrets)
        spellings += secret.wholeOnly ? 0 : spellingsOf(secret).size();
    m_all.digests.expect(spellings * digestsEach);
    // Some at a time, so that they do not stand in memory twice.
    std::vector<DigestIndex::Batch> batches;
    for (std::size_t begin = 0; begin < m_secrets.size(); begin += secretsAtOnce) {
        const std::size_t end = std::min(begin + secretsAtOnce, m_secrets.size());
        batches.resize((end - begin + secretsInBatch - 1) / secretsInBatch);
        const auto fill = [&](std::size_t batch) {
            batches[batch].clear();
            const std::size_t first = begin + batch * secretsInBatch;
            for (std::size_t i = first; i < std::min(first + secretsInBatch, end); ++i)
                addDigests(batches[batch], m_secrets[i], static_cast<std::uint32_t>(i), spellingsOf(m_secrets[i]));
        };
        if (workers) {
            workers(batches.size(), fill);
        } else {
            for (std::size_t batch = 0; batch < batches.size(); ++batch)
                fill(batch);
        }
        m_all.digests.add(batches);
    }
}

void SecretSet::compileLiterals()
{
    std::vector<LiteralScanner::Needle> literals;
    for (const Secret &secret : m_secrets) {
        for (std::uint32_t i = 0; i < secret.needles && !secret.wholeOnly; ++i) {
            const std::uint32_t number = secret.firstNeedle + i;
            if (m_needles[number].folded.size() <= longestLiteral)
                literals.emplace_back(number, m_needles[number].folded);
        }
    }
    if (literals.size() > mostCompiled)
        std::erase_if(literals, [&](const auto &literal) { return m_all.windows.add(literal.first, literal.second); });
    if (m_all.literals.compile(literals))
        return;
    for (const auto &[number, text] : literals)
        m_all.windows.add(number, text);
}

void SecretSet::searchAgain(std::uint32_t number)
{
    const Secret &secret = m_secrets[number];
    file(m_recent, secret, Filing::atOnce);
    addDigests(m_recent.digests, secret, number, spellingsOf(secret));
}

void SecretSet::forgetRecent()
{
    if (hasRecent())
        m_recent = Index();
}

} // namespace telltale::leak
