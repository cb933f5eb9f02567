/**
 * Where every way to sign in ends. Only here sessions open and get their second factor.
 */
@NullMarked
@NamedInterface("completion")
package dev.signet.signin.completion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
