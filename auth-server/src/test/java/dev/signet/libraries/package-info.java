/**
 * Journeys with client libraries that others wrote, as their users use them: none gets
 * help that is made for this server.
 */
package dev.signet.libraries;
