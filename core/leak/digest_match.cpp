// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest_match.h"

#include "rules/rule_set.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace telltale::leak {

namespace {

constexpr std::size_t fewSecrets = 16;

/// The name of the first recipe whose digest fits; nothing where the candidate was an accident.
template <typename Fits>
std::optional<std::string> recipeOf(const Secret &secret, const Fits &fits)
{
    std::optional<std::string> name;
    const bool deep = secret.kind == session::LeakKind::declared;
    forEachDigest(spellingsOf(secret), deep ? HashDepth::deep : HashDepth::shallow,
        [&](const Spelling &spelling, const Recipe &recipe, const DigestValue &value) {
            if (fits(value))
                name = nameOf(recipe, spelling.name);
            return name.has_value();
        });
    return name;
}

bool beginsWith(const DigestValue &whole, base::ByteView part)
{
    return part.size() <= whole.size && std::equal(part.begin(), part.end(), whole.octets.begin());
}

/// The number of characters a whole digest has in that writing.
std::size_t charactersOf(DigestWriting writing, std::size_t size)
{
    switch (writing) {
    case DigestWriting::hex:
        return size * 2;
    case DigestWriting::base64:
        return (size * 8 + 5) / 6;
    case DigestWriting::uuid:
        return 36;
    case DigestWriting::octets:
        break;
    }
    return size;
}

bool speaksOfHashes(std::string_view key)
{
    constexpr std::array<std::string_view, 7> words{"crc", "hash", "checksum", "digest", "murmur", "mmh", "xxh"};
    const std::string lower = rules::lowerKey(key);
    return std::any_of(
        words.begin(), words.end(), [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

struct Number {
    std::uint64_t value = 0;
    bool decimal = false;
};

/// A value that is a number: 8 hexadecimal digits, with "0x" or without; decimal digits, with a minus
/// where the program had no unsigned numbers.
std::optional<Number> numberIn(std::string_view value)
{
    Number number;
    const std::string_view digits = value.starts_with("0x") ? value.substr(2) : value;
    const auto read = [](std::string_view text, auto &into, int base) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into, base);
        return error == std::errc() && end == text.data() + text.size();
    };
    const bool allDigits = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits.size() == 8 && (!allDigits || digits.size() != value.size()))
        return read(digits, number.value, 16) ? std::optional(number) : std::nullopt;
    number.decimal = true;
    if (value.empty() || value.size() > 20)
        return std::nullopt;
    if (value.front() != '-')
        return read(value, number.value, 10) ? std::optional(number) : std::nullopt;
    std::int64_t negative = 0;
    if (!read(value, negative, 10))
        return std::nullopt;
    number.value = static_cast<std::uint64_t>(negative);
    if (negative >= INT32_MIN)
        number.value &= 0xFFFFFFFF;
    return number;
}

} // namespace

std::vector<DigestMatch> findDigest(const SecretSet &secrets, const SecretSet::Index &index, const DigestRun &run)
{
    std::vector<DigestMatch> matches;
    for (const std::uint32_t number : index.digests.find(run.key())) {
        std::size_t whole = 0;
        auto name = recipeOf(secrets.secret(number), [&](const DigestValue &value) {
            whole = value.size;
            return value.size >= shortestDigest && beginsWith(value, run.view());
        });
        if (!name)
            continue;
        std::string match = nested(nameOf(run.writing), *name);
        if (run.characters < charactersOf(run.writing, whole))
            match += ":first " + std::to_string(run.characters);
        matches.push_back({number, std::move(match)});
    }
    return matches;
}

std::vector<DigestMatch> findNumber(
    const SecretSet &secrets, const SecretSet::Index &index, std::string_view value, std::string_view key)
{
    std::vector<DigestMatch> matches;
    const auto number = numberIn(value);
    if (!number || !index.digests.hasShort())
        return matches;
    const bool wide = number->value > UINT32_MAX;
    const auto addMatch = [&](std::uint32_t secret) {
        const auto name = recipeOf(secrets.secret(secret), [&](const DigestValue &digest) {
            return digest.size == (wide ? 8U : 4U) && digest.key() == number->value;
        });
        if (name)
            matches.push_back({secret, *name});
    };
    if (wide) {
        for (const std::uint32_t secret : index.digests.find(number->value))
            addMatch(secret);
        return matches;
    }
    const auto *found = index.digests.findShort(static_cast<std::uint32_t>(number->value));
    if (found == nullptr || ((number->decimal || secrets.declared() > fewSecrets) && !speaksOfHashes(key)))
        return matches;
    std::for_each(found->begin(), found->end(), addMatch);
    return matches;
}

} // namespace telltale::leak
