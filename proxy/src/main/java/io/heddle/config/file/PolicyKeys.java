package io.heddle.config.file;

import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyDefinition.ServerNameCheck;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicyGroups;

/// Keys of a policy, with the formats of their values.
final class PolicyKeys {
  private static final ValueFormat<PolicyEntry> ENTRY =
      ValueFormats.of(
          PolicyKeys::entry,
          entry -> YamlQuoting.quote(entry.toString()),
          JsonSchemaType.text("[^ @]+"));

  private PolicyKeys() {}

  static PolicyDefinition policy(FieldVisitor fields, PolicyDefinition defaults) {
    return fields.validated(
        () ->
            new PolicyDefinition(
                defaults.name(),
                fields.optionalValues("allow", ENTRY, defaults.allow()),
                fields.values("deny", ENTRY, defaults.deny()),
                fields.value(
                    "private",
                    ValueFormats.enumeration(PrivateTargets.class),
                    defaults.privateTargets()),
                fields.value(
                    "sni", ValueFormats.enumeration(ServerNameCheck.class), defaults.sni())),
        defaults);
  }

  private static PolicyEntry entry(String text) {
    PolicyEntry entry = PolicyEntry.parse(text);
    if (entry instanceof PolicyEntry.GroupEntry(String name)) {
      PolicyGroups.shipped().check(name);
    }
    return entry;
  }
}
