export function StatePill({ isActive }: { isActive: boolean }) {
  return <span className={isActive ? 'pill pill-success' : 'pill'}>{isActive ? 'Active' : 'Paused'}</span>
}
