// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/declared_secret.h"
#include "leak/digest_index.h"
#include "leak/literal_scanner.h"
#include "leak/recipes.h"
#include "leak/window_index.h"
#include "session/values.h"

#include <cstdint>
#include <functional>
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
    SecretKind what = SecretKind::text; ///< of declared ones
    SecretForm form = SecretForm::phrase;
    std::string text; ///< as declared or seen, without white space around it
    std::string folded; ///< see fold(); addresses without scheme and trailing slash
    bool wholeOnly = false; ///< too short, too common, or a front page: only as a whole value
    bool oneWord = false; ///< a phrase of a single word
    std::uint32_t firstNeedle = 0;
    std::uint32_t needles = 0;
};

/// One spelling of a secret as it is compared with folded texts. The first of a secret is Secret::folded.
struct Needle {
    std::uint32_t secret = 0;
    std::string folded;
    std::string spelling; ///< its name in spellings.h; empty for the secret itself
    bool oneWord = false;
};

/// How a text is compared: an address when it is an absolute http(s) URL and @p kind is not a search query.
Secret describeSecret(session::LeakKind kind, std::string_view text);

/// Does work(0) to work(@p count - 1), each once, in any order and also at the same time; returns when all is done. Who
/// has threads gives one; empty: one after the other.
using Workers = std::function<void(std::size_t count, const std::function<void(std::size_t)> &work)>;

/// Everything that must not leave, ready for matching. Secrets are numbered from 0 and never removed.
class SecretSet {
public:
    explicit SecretSet(std::size_t limit);

    struct Added {
        std::uint32_t number = 0;
        bool fresh = false; ///< false: this secret was known
    };
    /// Declares secrets, once, before anything is searched or added. What they are looked for with is made here: about
    /// 400 hashes each, by @p workers. Gives what add() would give for each.
    std::vector<std::optional<Added>> declare(const std::vector<DeclaredSecret> &secrets, const Workers &workers = {});
    /// A phrase, or an address when @p text is an absolute http(s) URL and @p kind is not a search
    /// query. Nothing for texts without content and when the limit is reached.
    std::optional<Added> add(session::LeakKind kind, std::string_view text);

    [[nodiscard]] std::size_t size() const { return m_secrets.size(); }
    [[nodiscard]] std::size_t declared() const { return m_declared; }
    [[nodiscard]] const Secret &secret(std::uint32_t number) const { return m_secrets[number]; }
    [[nodiscard]] const Needle &needle(std::uint32_t number) const { return m_needles[number]; }

    /// The secrets that came since the last call of forgetRecent() alone.
    [[nodiscard]] bool hasRecent() const { return !m_recent.empty(); }
    void forgetRecent();
    /// Counts a known secret as recent once more.
    void searchAgain(std::uint32_t number);

    /// What some of the secrets are found with. Numbers are those of needles, in the digests of secrets.
    struct Index {
        LiteralScanner literals;
        WindowIndex windows;
        std::unordered_map<std::string, std::vector<std::uint32_t>> wholes;
        std::size_t longestWhole = 0; ///< of phrases among them
        /// Phrases of three words or more, spaces for whatever joins them: values that are nothing else.
        std::unordered_map<std::string, std::vector<std::uint32_t>> slugs;
        DigestIndex digests;
        [[nodiscard]] bool empty() const
        {
            return literals.empty() && windows.empty() && wholes.empty() && digests.empty();
        }
    };
    [[nodiscard]] const Index &all() const { return m_all; }
    [[nodiscard]] const Index &recent() const { return m_recent; }

private:
    /// How needles are found: those of declared secrets are filed together when all are there.
    enum class Filing : std::uint8_t { atOnce, together };
    std::optional<Added> put(Secret secret, const std::vector<Spelling> &spellings, Filing filing);
    void addNeedles(Secret &secret, std::uint32_t number, const std::vector<Spelling> &spellings);
    bool file(Index &index, const Secret &secret, Filing filing);
    void fileDeclaredDigests(const Workers &workers);
    void compileLiterals();

    std::size_t m_limit;
    std::size_t m_declared = 0;
    std::vector<Secret> m_secrets;
    std::vector<Needle> m_needles; // those of one secret stand together
    std::unordered_map<std::string, std::uint32_t> m_known; // kind and folded text
    Index m_all;
    Index m_recent;
};

/// The spellings a secret is looked for in.
std::vector<Spelling> spellingsOf(const Secret &secret);

/// "clinic.example.org/appointments?case=7" of a folded URL or value: without scheme and trailing slash.
std::string_view bareAddress(std::string_view folded);

} // namespace telltale::leak
