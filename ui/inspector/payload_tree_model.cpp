// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/payload_tree_model.h"

#include "inspector/payload_words.h"
#include "models/units.h"

#include <algorithm>

namespace telltale::inspector {

using bridge::PayloadNode;
using bridge::PayloadVerdict;

PayloadTreeModel::PayloadTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void PayloadTreeModel::show(
    std::shared_ptr<const bridge::OpenedExchange> exchange, const bridge::PayloadTree *tree, PayloadMarks marks)
{
    beginResetModel();
    m_exchange = std::move(exchange);
    m_tree = tree;
    m_marks = std::move(marks);
    build();
    endResetModel();
}

const PayloadNode &PayloadTreeModel::node(int index) const
{
    return m_tree->nodes[static_cast<std::size_t>(index)];
}

const PayloadTreeModel::Row &PayloadTreeModel::row(const QModelIndex &index) const
{
    return m_rows[index.isValid() ? static_cast<std::size_t>(index.internalId()) : 0];
}

void PayloadTreeModel::build()
{
    m_rows.assign(1, {});
    m_rowOfNode.clear();
    if (!m_tree || m_tree->nodes.empty())
        return;
    m_rowOfNode.assign(m_tree->nodes.size(), 0);
    const int root = addRow(0, 0);
    const Row top = m_rows[static_cast<std::size_t>(root)];
    if (top.rows.empty())
        return;
    // The location itself stands in the chooser above; its members are the top level.
    for (const int row : top.rows)
        m_rows[static_cast<std::size_t>(row)].parent = 0;
    m_rows[0].rows = top.rows;
    m_rows[0].nodes = top.nodes;
    for (const int part : top.nodes)
        m_rowOfNode[static_cast<std::size_t>(part)] = 0;
}

int PayloadTreeModel::addRow(int parent, int first)
{
    const int index = static_cast<int>(m_rows.size());
    Row row;
    row.parent = parent;
    row.position = static_cast<int>(m_rows[static_cast<std::size_t>(parent)].rows.size());
    row.nodes.push_back(first);
    while (true) {
        const auto &children = node(row.nodes.back()).children;
        if (children.size() != 1 || !node(children.front()).key.isEmpty())
            break;
        row.nodes.push_back(children.front());
    }
    mark(row);
    for (const int part : row.nodes)
        m_rowOfNode[static_cast<std::size_t>(part)] = index;
    m_rows.push_back(std::move(row));
    m_rows[static_cast<std::size_t>(parent)].rows.push_back(index);
    const std::vector<int> children = node(m_rows.back().nodes.back()).children;
    for (const int child : children)
        addRow(index, child);
    return index;
}

void PayloadTreeModel::mark(Row &row) const
{
    const QString value = node(row.nodes.back()).text;
    for (const int part : row.nodes) {
        const QStringList path = m_marks.leaks.empty() ? QStringList() : m_tree->path(part);
        for (const auto &leak : m_marks.leaks) {
            if (leak.location != m_tree->location || leak.path != path)
                continue;
            row.mark = Mark::leak;
            row.marked = value.contains(leak.value, Qt::CaseInsensitive) ? leak.value : value;
            return;
        }
    }
    if (!value.isEmpty() && m_marks.identifiers.contains(value)) {
        row.mark = Mark::identifier;
        row.marked = value;
    }
}

QModelIndex PayloadTreeModel::index(int position, int column, const QModelIndex &parent) const
{
    if (!hasIndex(position, column, parent))
        return {};
    return createIndex(position, column, static_cast<quintptr>(row(parent).rows[static_cast<std::size_t>(position)]));
}

QModelIndex PayloadTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int parent = row(index).parent;
    if (parent <= 0)
        return {};
    return createIndex(m_rows[static_cast<std::size_t>(parent)].position, 0, static_cast<quintptr>(parent));
}

int PayloadTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 || m_rows.empty() ? 0 : static_cast<int>(row(parent).rows.size());
}

int PayloadTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 1;
}

QString PayloadTreeModel::key(const Row &row) const
{
    const auto &first = node(row.nodes.front());
    if (!first.key.isEmpty())
        return first.key;
    return row.nodes.front() == 0 ? locationName(m_tree->location) : stepName(first.step);
}

/// The node of a row that a rule has a name for; null for none.
const PayloadNode *PayloadTreeModel::named(const Row &row) const
{
    for (const int part : row.nodes)
        if (!node(part).name.isEmpty())
            return &node(part);
    return nullptr;
}

QString PayloadTreeModel::toolTip(const Row &row) const
{
    QStringList lines;
    if (const QString words = problem(row); !words.isEmpty())
        lines << words;
    for (const int part : row.nodes)
        if (const QString &why = node(part).why; !why.isEmpty() && !lines.contains(why))
            lines << why;
    return lines.join(QLatin1Char('\n'));
}

QString PayloadTreeModel::steps(const Row &row) const
{
    QStringList names;
    for (const int part : row.nodes)
        if (const auto &step = node(part).step; !step.isEmpty() && stepName(step) != key(row))
            names << stepName(step);
    return names.join(QStringLiteral(" › "));
}

QString PayloadTreeModel::problem(const Row &row) const
{
    for (const int part : row.nodes)
        if (const QString words = verdictWords(node(part)); !words.isEmpty())
            return words;
    return {};
}

QString PayloadTreeModel::size(const Row &row) const
{
    const auto &last = node(row.nodes.back());
    if (!last.leaf || !last.text.isEmpty())
        return {};
    return QStringLiteral(": ") + (last.size == 0 ? tr("empty") : tr("%1, not text").arg(models::bytesText(last.size)));
}

QString PayloadTreeModel::text(const Row &row) const
{
    const auto &last = node(row.nodes.back());
    QString shown = key(row);
    if (last.leaf && !last.text.isEmpty())
        shown += (last.literal ? QStringLiteral(": %1") : QStringLiteral(": \"%1\"")).arg(last.text);
    shown += size(row);
    if (const PayloadNode *known = named(row))
        shown += QStringLiteral(" · ") + known->name;
    return shown;
}

QVariant PayloadTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &at = row(index);
    const auto &last = node(at.nodes.back());
    switch (role) {
    case Qt::DisplayRole:
        return text(at);
    case Qt::ToolTipRole:
        return toolTip(at).isEmpty() ? QVariant() : QVariant(toolTip(at));
    case Qt::AccessibleTextRole: {
        const QString marked = at.mark == Mark::leak ? tr("leak")
            : at.mark == Mark::identifier            ? tr("identifier")
                                                     : QString();
        return marked.isEmpty() ? text(at) : marked + QStringLiteral(": ") + text(at);
    }
    case NodeRole:
        return at.nodes.back();
    case KeyRole:
        return key(at);
    case NameRole:
        return named(at) ? named(at)->name : QString();
    case LiteralRole:
        return last.literal;
    case ValueRole:
        return last.leaf ? last.text : QString();
    case SizeRole:
        return size(at);
    case StepsRole:
        return steps(at);
    case MarkRole:
        return static_cast<int>(at.mark);
    case MarkedTextRole:
        return at.marked;
    case ProblemRole:
        return problem(at);
    default:
        return {};
    }
}

QModelIndex PayloadTreeModel::indexOf(int wanted) const
{
    if (wanted < 0 || static_cast<std::size_t>(wanted) >= m_rowOfNode.size())
        return {};
    const int row = m_rowOfNode[static_cast<std::size_t>(wanted)];
    return row <= 0 ? QModelIndex()
                    : createIndex(m_rows[static_cast<std::size_t>(row)].position, 0, static_cast<quintptr>(row));
}

std::optional<int> PayloadTreeModel::nodeAt(const QStringList &path) const
{
    if (!m_tree)
        return std::nullopt;
    for (int index = 0; index < static_cast<int>(m_tree->nodes.size()); ++index)
        if (m_tree->path(index) == path)
            return index;
    return std::nullopt;
}

QModelIndex PayloadTreeModel::firstLeak() const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [](const Row &at) { return at.mark == Mark::leak; });
    if (found == m_rows.end())
        return {};
    const auto row = static_cast<quintptr>(found - m_rows.begin());
    return createIndex(found->position, 0, row);
}

} // namespace telltale::inspector

#include "moc_payload_tree_model.cpp"
