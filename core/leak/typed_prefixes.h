// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/leak_policy.h"
#include "session/values.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace telltale::leak {

/// Who is told what people type while they type it. One beginning of a search, sent somewhere, says nothing: half of
/// all texts begin so. But a host that is sent several of the very texts that were typed, in their order and each by
/// itself, is being told letter by letter.
class TypedPrefixes {
public:
    /// So many different texts of one typed search make a sequence.
    static constexpr std::size_t fewest = 3;
    /// The longest texts of one typed search that are looked for.
    static constexpr std::size_t most = 32;
    /// Shorter texts are not looked for: characters, not octets.
    static constexpr std::size_t shortest = 5;

    /// A text of one typed search: which search, and which of its texts.
    struct Role {
        std::size_t search = 0;
        std::size_t rank = 0; ///< grows with the text
    };

    /// A new typed search; @p source names who was meant to know it.
    std::size_t begin(SecretSource source);
    void add(std::uint32_t secret, Role role) { m_roles[secret].push_back(role); }

    /// The texts this secret is; none for most.
    [[nodiscard]] const std::vector<Role> &rolesOf(std::uint32_t secret) const;
    [[nodiscard]] const SecretSource &sourceOf(Role role) const { return m_sources[role.search]; }
    [[nodiscard]] bool empty() const { return m_roles.empty(); }

    /// A request carried that text as a whole value; @p leak is what to report of it. The first of each text counts.
    void sent(Role role, session::Leak leak, bool payloadPrivate);

    struct Sequence {
        session::Leak leak; ///< of the longest text that was sent
        bool payloadPrivate = false;
    };
    /// Sequences that came about, or grew, since the last call.
    std::vector<Sequence> take();

private:
    struct Told {
        std::map<std::size_t, Sequence> texts; // by rank
        std::size_t reported = 0; // the rank
        bool changed = false;
    };

    std::vector<SecretSource> m_sources;
    std::unordered_map<std::uint32_t, std::vector<Role>> m_roles;
    std::map<std::pair<std::size_t, std::string>, Told> m_told; // typed search and host
};

} // namespace telltale::leak
