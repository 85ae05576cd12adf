package io.heddle.policy;

import io.heddle.policy.PolicySelection.SelectionMode;
import java.util.List;
import java.util.Optional;

/// Policies of one configuration.
///
/// @param definitions in the order of the configuration
public record PolicySet(List<PolicyDefinition> definitions) {
  /// No policies.
  public static final PolicySet NONE = new PolicySet(List.of());

  /// Name of a policy that the command line alone defines.
  private static final String OF_COMMAND = "exec";

  public PolicySet {
    definitions = List.copyOf(definitions);
  }

  /// The names.
  public List<String> names() {
    return definitions.stream().map(PolicyDefinition::name).toList();
  }

  /// The definition of a name.
  public Optional<PolicyDefinition> find(String name) {
    return definitions.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /// The policy of a selection. If it names one that is missing here, as after a reload, nothing is
  /// allowed.
  public Policy select(PolicySelection selection) {
    Optional<PolicyDefinition> base =
        selection.name().isEmpty()
            ? Optional.of(PolicyDefinition.named(OF_COMMAND))
            : find(selection.name().get());
    if (base.isEmpty()) {
      return Policy.missing(selection.name().get());
    }
    PolicyDefinition definition = base.get().with(selection.allow(), selection.deny());
    return selection.mode() == SelectionMode.LEARN
        ? Policy.learning(definition)
        : Policy.enforced(definition);
  }
}
