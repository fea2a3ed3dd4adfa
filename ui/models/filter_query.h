// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace telltale::models {

/// What a row of the table offers to a filter.
struct FilterFacts {
    QString app;
    QString to; ///< host, organisation and country
    QString what; ///< method and URL, or why it is not decrypted
    QString status;
    QString why; ///< the reason it is not decrypted, by its name in records: "pinned"; "none" for no reason yet
    std::uint64_t sent = 0;
    bool leak = false;
    bool incognito = false;
    bool decrypted = true;
};

/// The text of the filter field, taken apart. All terms must hold:
///
///     words "several words" app:name to:host what:path status:404 sent>200 sent<2kB is:leak is:private is:closed
///     why:pinned
///
/// `app:"Mi Browser" and sent > 200 B` means the same as `app:"Mi Browser" sent>200`. A word that is
/// no term of this grammar is looked for as it stands, so nothing is ever a wrong filter.
class FilterQuery {
public:
    FilterQuery() = default;
    explicit FilterQuery(const QString &text);

    [[nodiscard]] bool empty() const { return m_terms.empty(); }
    [[nodiscard]] bool matches(const FilterFacts &facts) const;

private:
    enum class Field : std::uint8_t { any, app, to, what, status, why, leak, incognito, closed, more, less };
    struct Term {
        Field field = Field::any;
        QString text;
        std::uint64_t bytes = 0;
    };

    static Term term(const QString &word);
    static bool matches(const Term &term, const FilterFacts &facts);

    std::vector<Term> m_terms;
};

} // namespace telltale::models
