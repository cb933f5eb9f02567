package dev.signet.federation.mapping;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far mappings may go.
 *
 * @param giveAdmin whether a mapping may make people administrators of this server. Then
 * whoever rules that provider rules this server too
 */
@ConfigurationProperties("signet.federation.mapping")
record MappingProperties(@DefaultValue("false") boolean giveAdmin) {
}
