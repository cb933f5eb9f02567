package dev.signet.federation.settings;

import org.jspecify.annotations.Nullable;

/**
 * How a provider is offered on the page where people sign in.
 *
 * @param text what the button says; null for the words that all have
 * @param icon the name of one of our own symbols, never an address; null for none
 * @param position its place among the others, the smallest first
 */
public record ProviderButton(@Nullable String text, @Nullable String icon, int position) {
}
