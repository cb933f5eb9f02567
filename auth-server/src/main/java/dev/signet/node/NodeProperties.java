package dev.signet.node;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what nodes tell each other.
 *
 * @param listen whether this node keeps a connection on which it hears at once what other
 * nodes changed. Without it, their changes are seen after five seconds
 */
@ConfigurationProperties("signet.node")
record NodeProperties(@DefaultValue("true") boolean listen) {
}
