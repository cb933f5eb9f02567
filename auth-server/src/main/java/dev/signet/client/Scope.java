package dev.signet.client;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Something that a client may ask for, in words for people (RFC 6749 §3.3).
 *
 * @param name the scope token
 * @param title what it allows, as a short line
 * @param description what that means; empty when there is nothing to add
 * @param resource the API it belongs to (RFC 8707 §2), null for a scope about the person
 */
public record Scope(String name, String title, String description, @Nullable URI resource) {
}
