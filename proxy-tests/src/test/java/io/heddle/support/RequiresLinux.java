package io.heddle.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// Mark of tests of what Linux alone has. They are skipped on other systems, and on the portable path
/// (`HEDDLE_PORTABLE=1 scripts/test`), where the program makes no use of it.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.heddle.jdk.Platform#isLinux",
    disabledReason = "needs what Linux alone has, and the portable path does without")
public @interface RequiresLinux {}
