// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/spellings.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

namespace {

constexpr std::size_t shortestReversed = 8; // shorter ones are words too often
constexpr std::size_t shortestJoined = 10; // "a b" without the space is any word

using Spellings = std::vector<Spelling>;

void add(Spellings &spellings, std::string name, std::string text, bool literal = true, bool hashed = true)
{
    if (text.empty())
        return;
    for (Spelling &known : spellings) {
        if (known.text == text) {
            known.literal |= literal;
            known.hashed |= hashed;
            return;
        }
    }
    spellings.push_back({std::move(name), std::move(text), literal, hashed});
}

std::string cased(std::string_view text, bool upper)
{
    std::string result(text);
    for (char &c : result) {
        if (upper && c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        else if (!upper && c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string without(std::string_view text, std::string_view dropped)
{
    std::string result;
    std::copy_if(text.begin(), text.end(), std::back_inserter(result),
        [&](char c) { return dropped.find(c) == std::string_view::npos; });
    return result;
}

constexpr std::string_view whiteSpace = " \t\r\n\v\f";

bool isPunctuation(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet > 0x20 && octet < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z')
        && !(c >= 'A' && c <= 'Z');
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(whiteSpace), text.size());
        std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!word.empty() && isPunctuation(word.front()))
            word.remove_prefix(1);
        while (!word.empty() && isPunctuation(word.back()))
            word.remove_suffix(1);
        if (!word.empty())
            words.push_back(word);
    }
    return words;
}

std::string joined(const std::vector<std::string_view> &words, std::string_view joint)
{
    std::string text;
    for (const std::string_view word : words)
        text.append(text.empty() ? std::string_view() : joint).append(word);
    return text;
}

void addCases(Spellings &spellings, const std::string &name, std::string_view text)
{
    // Texts are compared folded, so another case is another hash only.
    add(spellings, name.empty() ? "lower" : "lower(" + name + ")", cased(text, false), false);
    add(spellings, name.empty() ? "upper" : "upper(" + name + ")", cased(text, true), false);
}

void addPhrase(Spellings &spellings, std::string_view text)
{
    const auto words = wordsOf(text);
    if (words.size() < 2)
        return;
    add(spellings, "words", joined(words, " "));
    add(spellings, "dashes", joined(words, "-"), true, false);
    add(spellings, "underscores", joined(words, "_"), true, false);
    add(spellings, "dots", joined(words, "."), true, false);
    const std::string close = without(text, whiteSpace);
    add(spellings, "nospace", close, close.size() >= shortestJoined);
    add(spellings, "lower(nospace)", cased(close, false), false);
}

void addEmail(Spellings &spellings, std::string_view text)
{
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos)
        return;
    const std::string domain(text.substr(at));
    const std::string local(text.substr(0, std::min(text.find('+'), at)));
    add(spellings, "noplus", local + domain);
    addCases(spellings, "noplus", local + domain);
    add(spellings, "nodots", without(local, ".") + domain);
    addCases(spellings, "nodots", without(local, ".") + domain);
}

/// How many digits the country code in front of an international number has (ITU-T E.164, list of
/// 2016): zones 1 and 7 have one digit, these pairs two, all others three.
std::size_t countryCodeSize(std::string_view digits)
{
    constexpr std::string_view pairs =
        "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 "
        "62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";
    if (digits.front() == '1' || digits.front() == '7')
        return 1;
    return pairs.find(std::string(digits.substr(0, 2)) + " ") != std::string_view::npos ? 2 : 3;
}

void addPhone(Spellings &spellings, std::string_view text)
{
    std::string digits = without(text, " -./()+");
    bool international = text.find('+') != std::string_view::npos;
    if (!international && digits.starts_with("00")) {
        digits.erase(0, 2);
        international = true;
    }
    add(spellings, "digits", digits);
    if (!international || digits.size() < 8)
        return;
    add(spellings, "plus", "+" + digits);
    add(spellings, "zeros", "00" + digits);
    std::string subscriber = digits.substr(countryCodeSize(digits));
    // "+49 (0)170": the zero is dialled inside the country only.
    if (text.find("(0)") != std::string_view::npos && subscriber.starts_with('0')) {
        const std::string whole = digits.substr(0, countryCodeSize(digits)) + subscriber.substr(1);
        subscriber.erase(0, 1);
        add(spellings, "digits", whole);
        add(spellings, "plus", "+" + whole);
    }
    add(spellings, "national", "0" + subscriber);
    add(spellings, "subscriber", subscriber, subscriber.size() >= 7);
}

std::string grouped(std::string_view digits, std::size_t group, char separator)
{
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % group == 0)
            text += separator;
        text += digits[i];
    }
    return text;
}

void addHexadecimal(Spellings &spellings, SecretKind kind, std::string_view text)
{
    const std::string bare = without(text, ":-.");
    add(spellings, "bare", bare);
    addCases(spellings, "bare", bare);
    if (kind != SecretKind::mac)
        return;
    for (const auto &[name, separator] : {std::pair{"colons", ':'}, std::pair{"hyphens", '-'}}) {
        add(spellings, name, grouped(bare, 2, separator));
        addCases(spellings, name, grouped(bare, 2, separator));
    }
}

void addAddress(Spellings &spellings, std::string_view text)
{
    const std::string_view page = text.substr(0, text.find('#'));
    const std::size_t scheme = page.find("://");
    const auto addForm = [&](const char *name, std::string_view form) {
        add(spellings, name, std::string(form), false);
    };
    std::string_view bare = page;
    while (bare.ends_with('/'))
        bare.remove_suffix(1);
    addForm("noslash", bare);
    add(spellings, "slash", std::string(bare) + "/", false);
    if (scheme != std::string_view::npos && scheme + 3 < bare.size())
        addForm("noscheme", bare.substr(scheme + 3));
}

/// By characters, so that it stays UTF-8.
std::string reversed(std::string_view text)
{
    std::string result;
    for (std::size_t end = text.size(); end > 0;) {
        std::size_t from = end - 1;
        while (from > 0 && end - from < 4 && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80)
            --from;
        result.append(text.substr(from, end - from));
        end = from;
    }
    return result;
}

void addReversed(Spellings &spellings, std::string_view text)
{
    if (text.size() >= shortestReversed && base::isUtf8(text))
        add(spellings, "reversed", reversed(text));
}

} // namespace

std::vector<Spelling> spellingsOf(SecretKind kind, std::string_view text)
{
    Spellings spellings;
    add(spellings, "", std::string(text));
    addCases(spellings, "", text);
    switch (kind) {
    case SecretKind::text:
    case SecretKind::search:
    case SecretKind::name:
    case SecretKind::address:
        addPhrase(spellings, text);
        break;
    case SecretKind::email:
        addEmail(spellings, text);
        break;
    case SecretKind::phone:
        addPhone(spellings, text);
        break;
    case SecretKind::imei:
        add(spellings, "digits", without(text, " -/"));
        add(spellings, "first14", without(text, " -/").substr(0, 14));
        break;
    case SecretKind::gaid:
    case SecretKind::mac:
        addHexadecimal(spellings, kind, text);
        break;
    case SecretKind::url:
        addAddress(spellings, text);
        break;
    case SecretKind::id:
        break;
    }
    addReversed(spellings, text);
    return spellings;
}

std::vector<Spelling> harvestedSpellings(bool address, std::string_view text)
{
    Spellings spellings;
    add(spellings, "", std::string(text), false);
    if (address) {
        addAddress(spellings, text);
    } else {
        add(spellings, "lower", cased(text, false), false);
        add(spellings, "lower(nospace)", cased(without(text, whiteSpace), false), false);
    }
    if (text.size() >= shortestReversed && base::isUtf8(text))
        add(spellings, "reversed", reversed(text), true, false);
    return spellings;
}

} // namespace telltale::leak
