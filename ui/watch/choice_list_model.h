// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QString>

#include <optional>
#include <vector>

namespace telltale::watch {

/// Something to choose: an interface, a phone.
struct Choice {
    QString key; ///< tells it from the others
    QString title;
    QString detail; ///< what it is, a second line
    QString note; ///< one word at the right: "recommended"
    bool enabled = true;
    bool favoured = true; ///< the note speaks for it

    [[nodiscard]] bool operator==(const Choice &) const = default;
};

/// A list of choices that is looked at again while it is shown: what stays, stays where it is.
class ChoiceListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole, DetailRole, NoteRole, FavouredRole };

    using QAbstractListModel::QAbstractListModel;

    /// Rows that are still there keep their place, changed or not; others go, and new ones are put
    /// where they stand in @p choices.
    void setChoices(const std::vector<Choice> &choices);
    [[nodiscard]] std::optional<int> rowOf(const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<Choice> m_choices;
};

} // namespace telltale::watch
