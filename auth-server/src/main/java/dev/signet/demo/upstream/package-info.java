/**
 * Stand-ins for Google, GitHub, Microsoft, Facebook and Apple: their endpoints, with the
 * shapes and quirks of the real ones, for people who exist nowhere, and a page on which
 * each can be made to fail or lie. So the demonstration and the tests sign in by them
 * without a network. Their state is in memory, bounded, and gone with the server; their
 * keys are their own. Nothing of this package exists outside the profile {@code demo}
 * (docs/decisions/0037). Routes: /demo/upstream and below. Tables: none.
 */
@NullMarked
package dev.signet.demo.upstream;

import org.jspecify.annotations.NullMarked;
