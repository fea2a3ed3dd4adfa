// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/declared_secret.h"

#include "leak/normalize.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

namespace {

struct KindWords {
    std::string_view name;
    std::string_view title;
    std::string_view shape; ///< what the text must be like
};

constexpr std::array<KindWords, secretKinds> kinds{{
    {"text", "secret", ""},
    {"search", "search", ""},
    {"name", "name", ""},
    {"address", "postal address", ""},
    {"email", "e-mail address", "Write an e-mail address such as jane@example.org."},
    {"phone", "phone number", "Write 6 to 15 digits, best with + and the country code."},
    {"imei", "IMEI", "Write the 15 digits that *#06# shows; the last is a check digit."},
    {"gaid", "advertising ID", "Write 32 hexadecimal digits, with or without dashes."},
    {"mac", "MAC address", "Write 12 hexadecimal digits, with or without colons."},
    {"id", "identifier", ""},
    {"url", "web address", "Write it with http:// or https://."},
}};

constexpr std::string_view whiteSpace = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(whiteSpace);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(whiteSpace) + 1 - from);
}

std::size_t digitsIn(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// Digits with nothing between them but what people write there.
bool onlyDigitsAnd(std::string_view text, std::string_view between)
{
    return std::all_of(text.begin(), text.end(),
        [&](char c) { return (c >= '0' && c <= '9') || between.find(c) != std::string_view::npos; });
}

bool isHexWith(std::string_view text, std::string_view between, std::size_t digits)
{
    std::size_t count = 0;
    for (const char c : text) {
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!hex && between.find(c) == std::string_view::npos)
            return false;
        count += hex ? 1 : 0;
    }
    return count == digits;
}

/// 3GPP TS 23.003 annex B.
bool hasLuhnDigit(std::string_view text)
{
    int sum = 0;
    bool twice = false;
    for (auto c = text.rbegin(); c != text.rend(); ++c) {
        if (*c < '0' || *c > '9')
            continue;
        const int digit = *c - '0';
        sum += !twice ? digit : digit * 2 - (digit > 4 ? 9 : 0);
        twice = !twice;
    }
    return sum % 10 == 0;
}

bool hasShape(SecretKind kind, std::string_view text)
{
    switch (kind) {
    case SecretKind::email: {
        const std::size_t at = text.find('@');
        return at != 0 && at != std::string_view::npos && text.find('.', at) != std::string_view::npos
            && text.find_first_of(whiteSpace) == std::string_view::npos;
    }
    case SecretKind::phone:
        return digitsIn(text) >= 6 && digitsIn(text) <= 15 && onlyDigitsAnd(text, "+ -./()");
    case SecretKind::imei:
        return digitsIn(text) == 15 && onlyDigitsAnd(text, " -/") && hasLuhnDigit(text);
    case SecretKind::gaid:
        return isHexWith(text, "-", 32);
    case SecretKind::mac:
        return isHexWith(text, ":-.", 12);
    case SecretKind::url:
        return text.starts_with("http://") || text.starts_with("https://");
    default:
        return true;
    }
}

/// What a secret is that was declared without its kind. A number with a plus only: others are anything.
SecretKind kindOf(std::string_view text)
{
    for (const SecretKind kind :
        {SecretKind::email, SecretKind::url, SecretKind::mac, SecretKind::gaid, SecretKind::imei}) {
        if (hasShape(kind, text))
            return kind;
    }
    return text.starts_with('+') && hasShape(SecretKind::phone, text) ? SecretKind::phone : SecretKind::text;
}

std::optional<SecretKind> kindNamed(std::string_view word)
{
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (std::equal(word.begin(), word.end(), kinds[i].name.begin(), kinds[i].name.end(),
                [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; }))
            return static_cast<SecretKind>(i);
    }
    return std::nullopt;
}

/// Words that stand in the traffic of every phone.
bool isEverywhere(std::string_view folded)
{
    constexpr std::array<std::string_view, 33> words{"android", "apple", "browser", "chrome", "click", "data",
        "default", "device", "english", "error", "event", "facebook", "false", "firefox", "google", "home", "iphone",
        "mobile", "mozilla", "name", "null", "page", "password", "phone", "samsung", "search", "test", "text", "true",
        "undefined", "unknown", "user", "xiaomi"};
    return std::binary_search(words.begin(), words.end(), folded);
}

} // namespace

std::string_view nameOf(SecretKind kind)
{
    return kinds[static_cast<std::size_t>(kind)].name;
}

std::string_view titleOf(SecretKind kind)
{
    return kinds[static_cast<std::size_t>(kind)].title;
}

base::Result<DeclaredSecret> parseSecret(std::string_view text, std::string_view place)
{
    DeclaredSecret secret;
    text = trimmed(text);
    const std::size_t colon = text.find(':');
    bool named = false;
    if (colon != std::string_view::npos
        && (colon + 1 == text.size() || whiteSpace.find(text[colon + 1]) != std::string_view::npos)) {
        if (const auto kind = kindNamed(trimmed(text.substr(0, colon)))) {
            secret.kind = *kind;
            named = true;
            text = trimmed(text.substr(colon + 1));
        }
    }
    if (!named)
        secret.kind = kindOf(text);
    secret.text = text;
    const KindWords &words = kinds[static_cast<std::size_t>(secret.kind)];
    if (text.empty())
        return base::Error{base::ErrorKind::usage, std::string(place) + ": there is no text to look for.",
            "Write the secret, or its kind, a colon and the secret."};
    if (!hasShape(secret.kind, text))
        return base::Error{base::ErrorKind::usage,
            std::string(place) + ": this is no " + std::string(words.title) + ".", std::string(words.shape)};
    return secret;
}

base::Result<std::vector<DeclaredSecret>> parseSecretLines(std::string_view text, std::string_view file)
{
    std::vector<DeclaredSecret> secrets;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#')
            continue;
        auto secret = parseSecret(line, std::string(file) + ":" + std::to_string(number));
        if (!secret)
            return base::Error{base::ErrorKind::input, secret.error().message, secret.error().remedy};
        secret.value().line = number;
        secrets.push_back(std::move(secret.value()));
    }
    return secrets;
}

std::string lineOf(const DeclaredSecret &secret)
{
    return std::string(nameOf(secret.kind)) + ": " + secret.text;
}

std::optional<Weakness> weaknessOf(const DeclaredSecret &secret)
{
    const std::string folded = foldedSecret(secret.text);
    const bool digits = digitsIn(folded) == folded.size();
    if (folded.size() < 2 || (digits && folded.size() < 4))
        return Weakness{true, "is too short: it stands in almost every request"};
    if (isEverywhere(folded))
        return Weakness{false, "is a word that every phone sends: only values that are nothing else count"};
    if (folded.size() < 4 || (digits && folded.size() < 6))
        return Weakness{false, "is short: only values that are nothing else count"};
    return std::nullopt;
}

} // namespace telltale::leak
