// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/matcher.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

namespace {

bool isAsciiWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Letters of scripts that put spaces between words: Latin to the end of Georgian and Hangul jamo.
/// Chinese, Japanese and Korean run on without, so nothing is a boundary there or everything is.
bool isLetterLead(char lead)
{
    const auto octet = static_cast<unsigned char>(lead);
    return octet >= 0xC3 && octet <= 0xE1;
}

bool wordBefore(std::string_view text, std::size_t at)
{
    if (at == 0)
        return false;
    std::size_t lead = at - 1;
    while (lead > 0 && isContinuation(text[lead]) && at - lead < 4)
        --lead;
    return isAsciiWord(text[lead]) || isLetterLead(text[lead]);
}

bool wordAt(std::string_view text, std::size_t at)
{
    return at < text.size() && (isAsciiWord(text[at]) || isLetterLead(text[at]));
}

bool isJoint(char c)
{
    return c == '.' || c == '-' || c == '_' || c == '@';
}

/// True where the range is one word of a longer name: "com.facebook.katana", "facebook.com".
bool insideName(std::string_view text, base::ByteRange range)
{
    const bool before = range.from > 0 && isJoint(text[range.from - 1]) && wordBefore(text, range.from - 1);
    const bool after = range.to < text.size() && isJoint(text[range.to]) && wordAt(text, range.to + 1);
    // "https://otter/": a host of one label.
    const bool host = range.from >= 3 && text.substr(range.from - 3, 3) == "://";
    return before || after || host;
}

bool phraseFits(const Needle &needle, std::string_view text, base::ByteRange range)
{
    const std::string_view phrase = needle.folded;
    if (wordAt(phrase, 0) && wordBefore(text, range.from))
        return false;
    if (wordBefore(phrase, phrase.size()) && wordAt(text, range.to))
        return false;
    return !needle.oneWord || !insideName(text, range);
}

/// True where the query consists of parameters that only say where a visitor came from.
bool onlyCampaign(std::string_view query)
{
    constexpr std::array<std::string_view, 12> names{"utm_", "gclid=", "fbclid=", "msclkid=", "yclid=", "dclid=",
        "gbraid=", "wbraid=", "mc_cid=", "mc_eid=", "igshid=", "_ga="};
    query = query.substr(0, query.find_first_of("# \"'<>"));
    while (!query.empty()) {
        const bool known = std::any_of(names.begin(), names.end(), [&](auto name) { return query.starts_with(name); });
        if (!known)
            return false;
        query.remove_prefix(
            std::min(query.size(), query.find('&') == std::string_view::npos ? query.size() : query.find('&') + 1));
    }
    return true;
}

bool addressEnds(std::string_view address, std::string_view rest)
{
    const bool hasQuery = address.find('?') != std::string_view::npos;
    if (!hasQuery && rest.starts_with('/'))
        rest.remove_prefix(1);
    if (rest.empty())
        return true;
    if (rest.front() == '?')
        return !hasQuery && onlyCampaign(rest.substr(1));
    if (rest.front() == '&')
        return true;
    constexpr std::string_view ends = "# \"'<>()[]{}\\,;|^`\n";
    return ends.find(rest.front()) != std::string_view::npos;
}

bool addressFits(const Secret &secret, std::string_view text, base::ByteRange range)
{
    if (range.from > 0) {
        const char before = text[range.from - 1];
        if (isAsciiWord(before) || before == '.' || before == '-' || before == '_'
            || static_cast<unsigned char>(before) >= 0x80)
            return false;
    }
    return addressEnds(secret.folded, text.substr(range.to));
}

std::string_view trimmedSpaces(std::string_view text)
{
    if (text.starts_with(' '))
        text.remove_prefix(1);
    if (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

void addWholes(
    const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded, std::vector<Match> &matches)
{
    if (index.wholes.empty())
        return;
    const auto addAll = [&](std::string_view value, bool root) {
        const auto it = index.wholes.find(std::string(value));
        if (it == index.wholes.end())
            return;
        for (const std::uint32_t needle : it->second) {
            const std::uint32_t number = secrets.needle(needle).secret;
            if ((secrets.secret(number).form == SecretForm::root) == root)
                matches.push_back({number, needle, {0, folded.size()}, {}});
        }
    };
    const std::string_view value = trimmedSpaces(folded);
    if (value.size() <= index.longestWhole)
        addAll(value, false);
    if (value.size() < 512)
        addAll(bareAddress(value.substr(0, value.find('#'))), true);
}

/// "how-to-leave-my-job" as the whole value.
void addSlugs(
    const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded, std::vector<Match> &matches)
{
    constexpr std::size_t longest = 256;
    constexpr std::string_view joints = "-_.";
    if (index.slugs.empty() || folded.size() > longest || folded.find_first_of(joints) == std::string_view::npos)
        return;
    std::string words;
    for (const char c : folded) {
        const bool gap = c == ' ' || joints.find(c) != std::string_view::npos;
        if (!gap)
            words += c;
        else if (!words.empty() && words.back() != ' ')
            words += ' ';
    }
    if (words.ends_with(' '))
        words.pop_back();
    const auto it = index.slugs.find(words);
    if (it == index.slugs.end() || words == folded)
        return;
    const char joint = folded[folded.find_first_of(joints)];
    const std::string_view spelling = joint == '-' ? "dashes" : joint == '_' ? "underscores" : "dots";
    for (const std::uint32_t needle : it->second)
        matches.push_back({secrets.needle(needle).secret, needle, {0, folded.size()}, spelling});
}

constexpr std::size_t shortestInView = 6;

} // namespace

Candidates findCandidates(const SecretSet::Index &index, std::string_view text)
{
    Candidates candidates;
    index.literals.find(text, candidates);
    index.windows.find(text, candidates);
    std::sort(candidates.begin(), candidates.end(),
        [](const auto &a, const auto &b) { return a.from != b.from ? a.from < b.from : a.number < b.number; });
    return candidates;
}

std::vector<Match> findSecrets(const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded)
{
    return findSecrets(secrets, index, folded, findCandidates(index, folded), 0, TextKind::value);
}

std::vector<Match> findSecrets(const SecretSet &secrets, const SecretSet::Index &index, std::string_view folded,
    std::span<const WindowIndex::Candidate> candidates, std::size_t begin, TextKind kind)
{
    std::vector<Match> matches;
    if (kind == TextKind::value) {
        addWholes(secrets, index, folded, matches);
        addSlugs(secrets, index, folded, matches);
    }
    for (const WindowIndex::Candidate &candidate : candidates) {
        const Needle &needle = secrets.needle(candidate.number);
        const std::size_t from = candidate.from - begin;
        const std::size_t size = needle.folded.size();
        if (from + size > folded.size() || folded.compare(from, size, needle.folded) != 0
            || (kind == TextKind::view && size < shortestInView)
            || (kind == TextKind::split && needle.folded.find_first_of("&=") == std::string::npos))
            continue;
        const base::ByteRange range{from, from + size};
        const Secret &secret = secrets.secret(needle.secret);
        const bool asWords = secret.form == SecretForm::phrase || !needle.spelling.empty();
        const bool fits = asWords ? phraseFits(needle, folded, range) : addressFits(secret, folded, range);
        if (fits)
            matches.push_back({needle.secret, candidate.number, range, needle.spelling});
    }
    // Of one secret the simplest spelling, then the first place.
    std::sort(matches.begin(), matches.end(), [](const Match &a, const Match &b) {
        if (a.secret != b.secret)
            return a.secret < b.secret;
        return a.needle != b.needle ? a.needle < b.needle : a.range.from < b.range.from;
    });
    matches.erase(std::unique(matches.begin(), matches.end(),
                      [](const Match &a, const Match &b) { return a.secret == b.secret; }),
        matches.end());
    return matches;
}

} // namespace telltale::leak
