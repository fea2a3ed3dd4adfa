// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/shell_command.h"

#include "inspector/shell_steps.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace telltale::inspector {

using bridge::PayloadNode;
using bridge::PayloadTree;
using bridge::PayloadVerdict;

namespace {

constexpr qsizetype longestInput = 96 * 1024; // one argument of a command must stay below 128 KiB

/// Builds the stages while going down from the location to the value.
class Pipeline {
public:
    Pipeline(const PayloadTree &tree, int node)
        : m_tree(tree)
    {
        for (int at = node; at > 0; at = tree.nodes[static_cast<std::size_t>(at)].parent)
            m_way.push_back(at);
        std::reverse(m_way.begin(), m_way.end());
    }

    std::optional<QString> build()
    {
        if (!begin())
            return std::nullopt;
        for (m_at = 0; m_at < m_way.size();)
            if (!stage())
                return std::nullopt;
        return m_stages.size() > 1 ? std::optional(m_stages.join(QStringLiteral(" | "))) : std::nullopt;
    }

private:
    [[nodiscard]] const PayloadNode &node(int index) const { return m_tree.nodes[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const PayloadNode &here() const { return node(m_way[m_at]); }

    /// The octets of the location: as text where they are, else in base64.
    bool begin()
    {
        const auto &wire = m_tree.wire;
        if (wire.isEmpty() || wire.size() > longestInput || static_cast<std::uint64_t>(wire.size()) != node(0).size)
            return false;
        const bool printable = std::all_of(wire.begin(), wire.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
        if (printable)
            m_stages << QStringLiteral("printf %s ") + shellQuoted(QString::fromLatin1(wire));
        else
            m_stages << QStringLiteral("printf %s '%1'").arg(QString::fromLatin1(wire.toBase64()))
                     << QStringLiteral("base64 -d");
        return true;
    }

    bool stage()
    {
        const QString &step = here().step;
        if (here().verdict != PayloadVerdict::opened)
            return false;
        if (step.isEmpty())
            return member();
        if ((step == QLatin1String("form") || step == QLatin1String("query")) && field())
            return true;
        if (step == QLatin1String("json") && json())
            return true;
        if (step == QLatin1String("percent"))
            return percent();
        m_inFields = m_inFields || step == QLatin1String("form") || step == QLatin1String("query");
        // A structure is read in place; its members are cut out by where they lie.
        if (here().linear)
            return slice();
        const auto stages = shellStep(m_tree, m_way[m_at]);
        if (!stages || !cut())
            return false;
        m_stages << *stages;
        m_inFields = false;
        ++m_at;
        return true;
    }

    /// Leaves of the parent's octets only those of this node.
    bool cut()
    {
        const auto &range = here().range;
        const auto parent = node(here().parent).size;
        if (range.to > parent)
            return false;
        if (range.from > 0)
            m_stages << QStringLiteral("tail -c +%1").arg(range.from + 1);
        if (range.to < parent)
            m_stages << QStringLiteral("head -c %1").arg(range.size());
        return true;
    }

    bool slice()
    {
        if (!cut())
            return false;
        ++m_at;
        return true;
    }

    /// A member of a structure that no tool selects from by name.
    bool member()
    {
        if (here().linear)
            return slice();
        const auto stages = shellScalar(structure(), here());
        if (!stages || !cut())
            return false;
        m_stages << *stages;
        ++m_at;
        return true;
    }

    /// The step that the node is a member of, however deep.
    [[nodiscard]] QString structure() const
    {
        int at = m_way[m_at];
        while (at > 0 && node(at).step.isEmpty())
            at = node(at).parent;
        return node(at).step;
    }

    [[nodiscard]] bool unique(int member) const
    {
        const auto &siblings = node(node(member).parent).children;
        return std::count_if(siblings.begin(), siblings.end(), [&](int sibling) {
            return node(sibling).key == node(member).key;
        }) == 1;
    }

    bool field()
    {
        const bool query = here().step == QLatin1String("query");
        // Deeper down the field's name as it was written cannot be checked.
        if (here().parent != 0 || m_at + 1 >= m_way.size())
            return false;
        const int member = m_way[m_at + 1];
        const QString key = node(member).key;
        static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_-]+$"));
        if (!plain.match(key).hasMatch() || !unique(member) || !writtenPlainly(key, query))
            return false;
        if (query)
            m_stages << QStringLiteral("sed 's/#.*//; s/^[^?]*?//'");
        m_stages << QStringLiteral("tr '&' '\\n'") << QStringLiteral("sed -n 's/^%1=//p'").arg(key)
                 << QStringLiteral("tr -d '\\n'");
        m_inFields = true;
        m_at += 2;
        return true;
    }

    [[nodiscard]] bool writtenPlainly(const QString &key, bool query) const
    {
        const QByteArray wanted = key.toLatin1() + '=';
        QByteArray fields = m_tree.wire;
        if (query) {
            if (const auto end = fields.indexOf('#'); end >= 0)
                fields.truncate(end);
            fields = fields.mid(fields.indexOf('?') + 1);
        }
        const auto parts = fields.split('&');
        return std::count_if(parts.begin(), parts.end(), [&](const QByteArray &part) {
            return part.startsWith(wanted);
        }) == 1;
    }

    bool percent()
    {
        // In form fields a plus sign is a space; elsewhere it is itself.
        if (m_inFields)
            m_stages << QStringLiteral("tr '+' ' '");
        m_stages << QStringLiteral("python3 -c 'import sys,urllib.parse as u;"
                                   "sys.stdout.buffer.write(u.unquote_to_bytes(sys.stdin.buffer.read()))'");
        m_inFields = false;
        ++m_at;
        return true;
    }

    bool back(std::size_t start)
    {
        m_at = start;
        return false;
    }

    bool json()
    {
        QString path;
        const int top = m_way[m_at];
        const std::size_t start = m_at;
        // A text that is one bare string is shown as its only element.
        const auto &members = node(top).children;
        const bool mayBeBare = members.size() == 1 && node(members.front()).key == QLatin1String("[0]");
        for (++m_at; m_at < m_way.size() && !here().key.isEmpty() && here().step.isEmpty(); ++m_at) {
            if (!unique(m_way[m_at]))
                return back(start);
            path += selector(m_way[m_at], path.isEmpty());
        }
        if (path.isEmpty())
            return back(start);
        if (mayBeBare)
            path.prepend(QStringLiteral("if type == \"array\" then . else [.] end | "));
        const bool last = m_at == m_way.size();
        m_stages
            << QStringLiteral("jq %1 %2").arg(last ? QStringLiteral("-r") : QStringLiteral("-j"), shellQuoted(path));
        m_inFields = false;
        return true;
    }

    /// "[0]" for an element, "[\"key\"]" or ".key" for a member; a dot begins the path (jq 1.6 takes
    /// none before later brackets).
    [[nodiscard]] QString selector(int member, bool first) const
    {
        const QString dot = first ? QStringLiteral(".") : QString();
        const auto &siblings = node(node(member).parent).children;
        bool array = true;
        for (std::size_t i = 0; i < siblings.size(); ++i)
            array = array && node(siblings[i]).key == QStringLiteral("[%1]").arg(i);
        const QString &key = node(member).key;
        if (array)
            return dot + key;
        static const QRegularExpression name(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
        if (name.match(key).hasMatch())
            return QStringLiteral(".") + key;
        QString escaped = key;
        escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
        return dot + QStringLiteral("[\"%1\"]").arg(escaped);
    }

    const PayloadTree &m_tree;
    std::vector<int> m_way;
    std::size_t m_at = 0;
    bool m_inFields = false;
    QStringList m_stages;
};

/// jq rounds and rewrites numbers that a double does not hold; such values are not promised.
bool survives(const PayloadNode &value)
{
    static const QRegularExpression number(QStringLiteral("^-?[0-9][0-9.eE+-]*$"));
    static const QRegularExpression small(QStringLiteral("^-?[0-9]{1,15}$"));
    const bool whole = static_cast<std::uint64_t>(value.text.toUtf8().size()) == value.size;
    const bool control = std::any_of(value.text.begin(), value.text.end(), [](QChar c) { return c.unicode() < 0x20; });
    return whole && !control && (!number.match(value.text).hasMatch() || small.match(value.text).hasMatch());
}

} // namespace

std::optional<QString> shellCommand(const PayloadTree &tree, int node)
{
    if (node <= 0 || static_cast<std::size_t>(node) >= tree.nodes.size())
        return std::nullopt;
    const auto &value = tree.nodes[static_cast<std::size_t>(node)];
    if (!value.leaf || value.text.isEmpty() || !survives(value))
        return std::nullopt;
    return Pipeline(tree, node).build();
}

} // namespace telltale::inspector
