// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"
#include "watch/choice_list_model.h"

#include <QListView>

namespace telltale::watch {

/// A list of choices of two lines each, one of which is chosen.
class ChoiceList final : public QListView {
    Q_OBJECT
public:
    explicit ChoiceList(const bridge::Theme &theme, QWidget *parent = nullptr);

    /// Keeps what is chosen as long as it is there, else chooses the first.
    void setChoices(const std::vector<Choice> &choices);
    void choose(const QString &key);
    [[nodiscard]] QString chosen() const; ///< its key; empty for none

signals:
    void chosenChanged();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void chooseFirst();

    ChoiceListModel *m_choices = nullptr;
};

} // namespace telltale::watch
