// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/choice_list_model.h"

#include <algorithm>

namespace telltale::watch {

void ChoiceListModel::setChoices(const std::vector<Choice> &choices)
{
    const auto named = [](const QString &key) { return [&key](const Choice &choice) { return choice.key == key; }; };
    for (int row = static_cast<int>(m_choices.size()) - 1; row >= 0; --row) {
        const QString &key = m_choices[static_cast<std::size_t>(row)].key;
        if (std::any_of(choices.begin(), choices.end(), named(key)))
            continue;
        beginRemoveRows({}, row, row);
        m_choices.erase(m_choices.begin() + row);
        endRemoveRows();
    }
    for (std::size_t place = 0; place < choices.size(); ++place) {
        const Choice &choice = choices[place];
        if (const auto row = rowOf(choice.key)) {
            Choice &known = m_choices[static_cast<std::size_t>(*row)];
            if (known == choice)
                continue;
            known = choice;
            emit dataChanged(index(*row), index(*row));
        } else {
            const auto at = static_cast<int>(std::min(place, m_choices.size()));
            beginInsertRows({}, at, at);
            m_choices.insert(m_choices.begin() + at, choice);
            endInsertRows();
        }
    }
}

std::optional<int> ChoiceListModel::rowOf(const QString &key) const
{
    for (std::size_t row = 0; row < m_choices.size(); ++row) {
        if (m_choices[row].key == key)
            return static_cast<int>(row);
    }
    return std::nullopt;
}

int ChoiceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_choices.size());
}

QVariant ChoiceListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Choice &choice = m_choices[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return choice.title;
    case Qt::ToolTipRole:
    case DetailRole:
        return choice.detail;
    case Qt::AccessibleTextRole:
        return QStringList{choice.title, choice.detail, choice.note}.join(QStringLiteral(", "));
    case KeyRole:
        return choice.key;
    case FavouredRole:
        return choice.favoured;
    case NoteRole:
        return choice.note;
    default:
        return {};
    }
}

Qt::ItemFlags ChoiceListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool enabled = m_choices[static_cast<std::size_t>(index.row())].enabled;
    return enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace telltale::watch

#include "moc_choice_list_model.cpp"
