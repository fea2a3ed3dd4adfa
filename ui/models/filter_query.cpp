// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filter_query.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace telltale::models {

namespace {

/// Cuts at spaces outside quotes; quotes themselves go.
QStringList words(const QString &text)
{
    QStringList result;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            result << word;
            word.clear();
        } else {
            word += c;
        }
    }
    result << word;
    result.removeAll(QString());
    return result;
}

/// "sent > 200 B" becomes "sent>200B".
QString joinedSizes(QString text)
{
    static const QRegularExpression size(QStringLiteral(R"(\bsent\s*([<>])\s*([0-9.]+)\s*([kMG]?B)?(?=\s|$))"),
        QRegularExpression::CaseInsensitiveOption);
    return text.replace(size, QStringLiteral("sent\\1\\2\\3"));
}

} // namespace

FilterQuery::FilterQuery(const QString &text)
{
    for (const QString &word : words(joinedSizes(text))) {
        if (word.compare(QLatin1String("and"), Qt::CaseInsensitive) != 0)
            m_terms.push_back(term(word));
    }
}

FilterQuery::Term FilterQuery::term(const QString &word)
{
    static const QRegularExpression size(
        QStringLiteral("^sent([<>])([0-9]+(?:\\.[0-9]+)?)([kMG]?B)?$"), QRegularExpression::CaseInsensitiveOption);
    if (const auto match = size.match(word); match.hasMatch()) {
        const QString unit = match.captured(3).toLower();
        const double factor = unit.startsWith(QLatin1Char('k')) ? 1e3
            : unit.startsWith(QLatin1Char('m'))                 ? 1e6
            : unit.startsWith(QLatin1Char('g'))                 ? 1e9
                                                                : 1;
        const double bytes = std::min(match.captured(2).toDouble() * factor, 1e18);
        return {
            match.captured(1) == QLatin1String(">") ? Field::more : Field::less, {}, static_cast<std::uint64_t>(bytes)};
    }
    static const std::array<std::pair<QLatin1String, Field>, 3> states{{{QLatin1String("is:leak"), Field::leak},
        {QLatin1String("is:private"), Field::incognito}, {QLatin1String("is:closed"), Field::closed}}};
    for (const auto &[name, field] : states) {
        if (word.compare(name, Qt::CaseInsensitive) == 0)
            return {field, {}, 0};
    }
    static const std::array<std::pair<QLatin1String, Field>, 5> fields{
        {{QLatin1String("app:"), Field::app}, {QLatin1String("to:"), Field::to}, {QLatin1String("what:"), Field::what},
            {QLatin1String("status:"), Field::status}, {QLatin1String("why:"), Field::why}}};
    for (const auto &[name, field] : fields) {
        if (word.startsWith(name, Qt::CaseInsensitive))
            return {field, word.mid(name.size()), 0};
    }
    return {Field::any, word, 0};
}

bool FilterQuery::matches(const FilterFacts &facts) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&facts](const Term &term) { return matches(term, facts); });
}

bool FilterQuery::matches(const Term &term, const FilterFacts &facts)
{
    const auto has = [&term](const QString &text) { return text.contains(term.text, Qt::CaseInsensitive); };
    switch (term.field) {
    case Field::any:
        return has(facts.what) || has(facts.to) || has(facts.app);
    case Field::app:
        return has(facts.app);
    case Field::to:
        return has(facts.to);
    case Field::what:
        return has(facts.what);
    case Field::status:
        return facts.status.startsWith(term.text);
    case Field::why:
        return facts.why.compare(term.text, Qt::CaseInsensitive) == 0;
    case Field::leak:
        return facts.leak;
    case Field::incognito:
        return facts.incognito;
    case Field::closed:
        return !facts.decrypted;
    case Field::more:
        return facts.sent > term.bytes;
    case Field::less:
        return facts.sent < term.bytes;
    }
    return true;
}

} // namespace telltale::models
