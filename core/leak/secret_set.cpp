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

} // namespace

Secret describeSecret(session::LeakKind kind, std::string_view text)
{
    text = text.substr(0, longestSecret);
    // A fragment is cut off before folding: "%23" is part of a path.
    const bool url = kind != session::LeakKind::searchQuery && isHttpUrl(foldedSecret(text.substr(0, text.find('#'))));
    std::string folded = foldedSecret(url ? text.substr(0, text.find('#')) : text);
    Secret secret;
    secret.kind = kind;
    if (url) {
        const std::string_view bare = bareAddress(folded);
        secret.form = bare.find_first_of("/?") == std::string_view::npos ? SecretForm::root : SecretForm::address;
        // A host has no '#', but "%23" becomes one by folding.
        secret.folded = secret.form == SecretForm::root ? bare.substr(0, bare.find('#')) : bare;
    } else {
        secret.oneWord = std::all_of(folded.begin(), folded.end(), isWordOctet);
        secret.folded = std::move(folded);
    }
    secret.wholeOnly = secret.form == SecretForm::root || secret.folded.size() < WindowIndex::shortestNeedle;
    return secret;
}

namespace {

bool file(SecretSet::Index &index, std::uint32_t number, const Secret &secret)
{
    if (!secret.wholeOnly)
        return index.windows.add(number, secret.folded);
    index.wholes[secret.folded].push_back(number);
    return true;
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

std::optional<SecretSet::Added> SecretSet::add(session::LeakKind kind, std::string_view text)
{
    Secret secret = describeSecret(kind, text);
    if (secret.folded.empty())
        return std::nullopt;
    std::string key =
        std::to_string(static_cast<int>(kind)) + std::to_string(static_cast<int>(secret.form)) + secret.folded;
    if (const auto it = m_known.find(key); it != m_known.end())
        return Added{it->second, false};
    const auto number = static_cast<std::uint32_t>(m_secrets.size());
    if (m_secrets.size() >= m_limit || !file(m_all, number, secret))
        return std::nullopt;
    file(m_recent, number, secret);
    m_secrets.push_back(std::move(secret));
    m_known.emplace(std::move(key), number);
    return Added{number, true};
}

void SecretSet::searchAgain(std::uint32_t number)
{
    file(m_recent, number, m_secrets[number]);
}

void SecretSet::forgetRecent()
{
    if (hasRecent())
        m_recent = Index();
}

} // namespace telltale::leak
