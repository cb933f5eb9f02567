package dev.signet.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Clients for editing. Reading for use goes through {@link Clients}.
 */
interface StoredClients extends Repository<StoredClient, UUID> {

	/**
	 * By a query: Hibernate's own look-up by key says in a transaction that there is no
	 * such row when the database fails (HHH-12472).
	 */
	@Query("select c from StoredClient c where c.id = :id")
	Optional<StoredClient> findById(UUID id);

	Optional<StoredClient> findByClientId(String clientId);

	List<StoredClient> findByDeclaredTrue();

	StoredClient saveAndFlush(StoredClient client);

}
