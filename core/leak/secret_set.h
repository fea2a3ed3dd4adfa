// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/window_index.h"
#include "session/values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace telltale::leak {

/// How a secret is compared with texts.
enum class SecretForm : std::uint8_t {
    phrase, ///< words: edges are word boundaries
    address, ///< a URL: another page of the same site is no match
    root, ///< the URL of a site's front page: only as a whole value
};

struct Secret {
    session::LeakKind kind = session::LeakKind::searchQuery;
    SecretForm form = SecretForm::phrase;
    std::string folded; ///< see fold(); addresses without scheme and trailing slash
    bool wholeOnly = false; ///< too short, or a front page: only as a whole value
    bool oneWord = false; ///< a phrase of a single word
};

/// How a text is compared: an address when it is an absolute http(s) URL and @p kind is not a search query.
Secret describeSecret(session::LeakKind kind, std::string_view text);

/// Everything that must not leave, ready for matching. Secrets are numbered from 0 and never removed.
class SecretSet {
public:
    explicit SecretSet(std::size_t limit)
        : m_limit(limit)
    {
    }

    struct Added {
        std::uint32_t number = 0;
        bool fresh = false; ///< false: this secret was known
    };
    /// A phrase, or an address when @p text is an absolute http(s) URL and @p kind is not a search
    /// query. Nothing for texts without content and when the limit is reached.
    std::optional<Added> add(session::LeakKind kind, std::string_view text);

    [[nodiscard]] std::size_t size() const { return m_secrets.size(); }
    [[nodiscard]] const Secret &secret(std::uint32_t number) const { return m_secrets[number]; }

    /// The secrets that came since the last call of forgetRecent() alone.
    [[nodiscard]] bool hasRecent() const { return !m_recent.empty(); }
    void forgetRecent();
    /// Counts a known secret as recent once more.
    void searchAgain(std::uint32_t number);

    /// Needles and whole values of some of the secrets.
    struct Index {
        WindowIndex windows;
        std::unordered_map<std::string, std::vector<std::uint32_t>> wholes;
        [[nodiscard]] bool empty() const { return windows.empty() && wholes.empty(); }
    };
    [[nodiscard]] const Index &all() const { return m_all; }
    [[nodiscard]] const Index &recent() const { return m_recent; }

private:
    std::size_t m_limit;
    std::vector<Secret> m_secrets;
    std::unordered_map<std::string, std::uint32_t> m_known; // kind and folded text
    Index m_all;
    Index m_recent;
};

/// "clinic.example.org/appointments?case=7" of a folded URL or value: without scheme and trailing slash.
std::string_view bareAddress(std::string_view folded);

} // namespace telltale::leak
